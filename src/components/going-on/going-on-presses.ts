import { parsePress } from "../../commands/going-on/custom-ids.ts";
import { findSource, refusalToMakeFrom } from "../../commands/going-on/find-source.ts";
import { type PanelOptions, panelMessage } from "../../commands/going-on/panel.ts";
import type { PictureAction } from "../../commands/going-on/picture-action.ts";
import { parseRef, type SourcePicture, type SourceRef } from "../../commands/going-on/source-picture.ts";
import type { Answer, Asker, ComponentHandler, ModalHandler } from "../../interaction.ts";
import { MORE, PICK } from "../../jobs/action.ts";
import { say } from "../../texts/say.ts";

export type GoingOnOptions = PanelOptions;

const PREFIX = "go";

/** What goes on from a picture: buttons under a result, the select of its pictures, and the panel's own buttons. */
export function goingOnPresses(options: GoingOnOptions): ComponentHandler {
  return {
    prefix: PREFIX,
    async press(asker, { customId, values }) {
      const press = parsePress(customId);
      if (press === null) return gone(asker);
      if (press.action === PICK && values.length === 0) return { kind: "silent" };
      if (press.action === PICK) return openPanel(asker, chosenOf(press.ref, values[0]), options);
      if (press.action === MORE) return openPanel(asker, press.ref, options);
      return withAction(asker, press, options, (action, source, by) => action.start(by, source));
    },
  };
}

/** The forms that an action opened. */
export function goingOnModals(options: GoingOnOptions): ModalHandler {
  return {
    prefix: PREFIX,
    async submit(asker, use) {
      const press = parsePress(use.customId);
      if (press === null) return gone(asker);
      return withAction(
        asker,
        press,
        options,
        async (action, source, by) => action.submit?.(by, source, use) ?? gone(asker),
      );
    },
  };
}

async function openPanel(asker: Asker, ref: SourceRef | null, options: GoingOnOptions): Promise<Answer> {
  if (ref === null) return gone(asker);
  const found = await findSource(asker, ref, options);
  if (!found.ok) return { kind: "notice", text: found.refusal };
  return { kind: "later", ephemeral: true, message: () => panelMessage(asker, found.source, options) };
}

/** Everything that a custom id made by hand, or one of an old message, could get wrong is asked here. */
async function withAction(
  asker: Asker,
  { action: name, ref }: { action: string; ref: SourceRef },
  options: GoingOnOptions,
  run: (action: PictureAction, source: SourcePicture, asker: Asker) => Promise<Answer>,
): Promise<Answer> {
  const action = options.actions.find((each) => each.name === name);
  if (action === undefined) return gone(asker);
  const found = await findSource(asker, ref, options);
  if (!found.ok) return { kind: "notice", text: found.refusal };
  const refusal = action.makesFrom ? await refusalToMakeFrom(asker, found.source, options) : null;
  if (refusal !== null) return { kind: "notice", text: refusal };
  if (!(await action.offered(asker, found.source)))
    return { kind: "notice", text: say(asker.locale, "refused_action_gone") };
  return run(action, found.source, alikeShown(asker, found.source));
}

/** What comes of a picture that someone alone sees is for them alone, too. */
function alikeShown(asker: Asker, source: SourcePicture): Asker {
  return source.kind === "job" && source.job.terms.ephemeral ? { ...asker, privately: true } : asker;
}

/** The picture that was chosen among a job's, by its place, or among those of several jobs. */
function chosenOf(ref: SourceRef, value: string | undefined): SourceRef | null {
  if (ref.kind !== "job" || value === undefined) return null;
  return /^\d{1,2}$/.test(value) ? { ...ref, index: Number(value) } : parseRef(value);
}

function gone({ locale }: Asker): Answer {
  return { kind: "notice", text: say(locale, "refused_gone") };
}
