import type { JSX } from "preact";
import { channelOf } from "../world-names.ts";
import { channelIcon, channelLabel } from "./channel-label.ts";
import { Icon } from "./icons.tsx";
import { useScene } from "./scene.ts";

interface ChannelHeadProps {
  railOpen: boolean;
  panelOpen: boolean;
  onRail: () => void;
  onPanel: () => void;
}

export function ChannelHead({ railOpen, panelOpen, onRail, onPanel }: ChannelHeadProps): JSX.Element {
  const { world, view, texts } = useScene();
  const channel = channelOf(world, view.channel);
  const online = world.bot?.online === true;
  return (
    <header class="channel-head">
      <button
        type="button"
        class="icon-button rail-toggle"
        aria-label={railOpen ? texts.closeChannels : texts.openChannels}
        aria-expanded={railOpen}
        onClick={onRail}
      >
        <Icon name="menu" />
      </button>
      {channel !== undefined && (
        <>
          <Icon name={channelIcon(channel)} size={20} />
          <h2 class="channel-title">
            {channel.kind === "direct" || channel.kind === "private"
              ? channel.name
              : channelLabel(channel).replace(/^#/, "")}
          </h2>
          {channel.ageRestricted && (
            <span class="age-mark" title={texts.ageRestricted}>
              18+
            </span>
          )}
          {channel.topic !== null && <span class="topic">{texts.ofWorld(channel.topic)}</span>}
        </>
      )}
      <span class="head-space" />
      <span class="bot-state" role="status">
        <span class={`presence ${online ? "online" : ""}`} />
        <span class="bot-words">
          {world.bot === null
            ? texts.noBot
            : `${world.bot.user.username} · ${online ? texts.botOnline : texts.botOffline}`}
        </span>
      </span>
      {world.relay !== null && (
        <button
          type="button"
          class={`icon-button ${panelOpen ? "pressed" : ""}`}
          aria-label={texts.panel.open}
          title={texts.panel.open}
          aria-pressed={panelOpen}
          onClick={onPanel}
        >
          <Icon name="relay" />
        </button>
      )}
    </header>
  );
}
