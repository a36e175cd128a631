import type { JSX } from "preact";
import { commandEntries, optionName } from "../command/command-entry.ts";
import { OptionKind } from "../protocol.ts";
import { channelOf } from "../world-names.ts";
import { channelIcon, channelLabel } from "./channel-label.ts";
import { Icon } from "./icons.tsx";
import { useScene } from "./scene.ts";

const PROMPTS = { en: "a lighthouse at dusk", zh: "黄昏的灯塔" };

/** The top of a channel; an empty one tells the newcomer what to type. */
export function Welcome({ empty }: { empty: boolean }): JSX.Element | null {
  const { texts, world, view } = useScene();
  const channel = channelOf(world, view.channel);
  if (channel === undefined) return null;
  return (
    <section class="welcome">
      <span class="welcome-icon">
        {channel.kind === "direct" ? <img src="/icon.svg" alt="" /> : <Icon name={channelIcon(channel)} size={34} />}
      </span>
      <h2>{texts.beginning(channelLabel(channel))}</h2>
      {channel.topic !== null && <p class="welcome-topic">{texts.ofWorld(channel.topic)}</p>}
      {empty && <FirstCommand direct={channel.kind === "direct"} />}
    </section>
  );
}

function FirstCommand({ direct }: { direct: boolean }): JSX.Element {
  const { texts, view, locale } = useScene();
  const entries = commandEntries(view.commands[view.channel] ?? [], locale);
  const flux = entries.find((entry) => entry.canonicalName === "flux");
  const prompt = flux?.options.find((option) => option.type === OptionKind.string);
  const command = `/${flux?.name ?? "flux"} ${prompt === undefined ? "prompt" : optionName(prompt, locale)}:`;
  return (
    <>
      <p>{direct ? texts.beginningDirect : texts.beginningHint}</p>
      <p class="first-command">
        <span>{texts.tryCommand}</span>
        <kbd>
          {command}
          {locale.startsWith("zh") ? PROMPTS.zh : PROMPTS.en}
        </kbd>
      </p>
    </>
  );
}
