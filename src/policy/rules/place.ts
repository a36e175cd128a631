import { chainOf } from "../request.ts";
import { changed, type Facts, no, type Rule } from "./facts.ts";
import { keptOut } from "./kept-out.ts";

const channel: Rule = ({ settings, request }) => {
  const chain = chainOf(request.place);
  const out = keptOut(settings.place.channels, chain);
  if (out === null) return [];
  const { redirect } = settings.place;
  // Into a closed channel nobody is sent; whether its category is closed only Discord could tell.
  const leadsAway =
    redirect !== null && !chain.includes(redirect) && !settings.place.channels.denied.includes(redirect);
  return no({
    kind: "channel",
    ...out,
    channelId: request.place.channelId,
    redirect: leadsAway ? redirect : null,
    endsAt: null,
  });
};

const ephemeral: Rule = ({ settings, request }) => {
  const found = chainOf(request.place).find((id) => settings.place.ephemeralOnly.includes(id));
  return found === undefined ? [] : changed({ kind: "ephemeral", channelId: found });
};

const flaggedResults: Rule = ({ settings, request }) => {
  const { ageRestricted, elsewhere } = settings.content.flaggedResults;
  return changed({ kind: "flagged_results", handling: request.place.ageRestricted ? ageRestricted : elsewhere });
};

/** Where something is asked for, and how its result is shown there. */
export function placeRules(facts: Facts) {
  return [channel, ephemeral, flaggedResults].flatMap((rule) => rule(facts));
}
