import type { JSX } from "preact";
import { Fragment } from "preact";
import type { Guild } from "../../discord/person-api.ts";
import { allChannels, type RailChannel } from "../world-names.ts";
import { Avatar } from "./avatar.tsx";
import { channelIcon, channelLabel } from "./channel-label.ts";
import { Icon } from "./icons.tsx";
import { PersonCard } from "./person-card.tsx";
import { useScene } from "./scene.ts";

/** The guild, its channels, the conversation with the bot, and who one is. */
export function Rail({ onChosen }: { onChosen: () => void }): JSX.Element {
  const { world, texts } = useScene();
  const direct = allChannels(world).filter(isConversation);
  const [home, ...elsewhere] = world.guilds;
  return (
    <div class="rail">
      <header class="rail-head">
        <img src="/icon.svg" alt="" width="30" height="30" />
        <span class="rail-title">
          <h1>{world.guilds[0]?.name ?? world.application.name}</h1>
          <span class="rail-note">Easel sandbox</span>
        </span>
      </header>
      <nav class="rail-channels" aria-label={texts.channels}>
        {home !== undefined && <GuildChannels guild={home} onChosen={onChosen} />}
        {elsewhere.map((guild) => (
          <Fragment key={guild.id}>
            <h2 class="rail-category">{guild.name}</h2>
            <GuildChannels guild={guild} onChosen={onChosen} />
          </Fragment>
        ))}
        {direct.length > 0 && <h2 class="rail-category">{texts.directMessages}</h2>}
        {direct.map((channel) => (
          <ChannelRow key={channel.id} channel={channel} onChosen={onChosen} />
        ))}
      </nav>
      <PersonCard />
      <p class="rail-foot">{texts.sandboxNote}</p>
    </div>
  );
}

const isConversation = ({ kind }: RailChannel): boolean => kind === "direct" || kind === "private";

function GuildChannels({ guild, onChosen }: { guild: Guild; onChosen: () => void }): JSX.Element {
  return (
    <>
      {guild.channels
        .filter((channel) => channel.parent === null)
        .map((channel) => (
          <Branch key={channel.id} channel={channel} channels={guild.channels} onChosen={onChosen} />
        ))}
    </>
  );
}

interface BranchProps {
  channel: RailChannel;
  channels: readonly RailChannel[];
  onChosen: () => void;
}

/** A category or a channel, and what lies under it. */
function Branch({ channel, channels, onChosen }: BranchProps): JSX.Element {
  const under = channels.filter((each) => each.parent === channel.id);
  return (
    <>
      {channel.kind === "category" ? (
        <h2 class="rail-category">{channel.name}</h2>
      ) : (
        <ChannelRow channel={channel} onChosen={onChosen} />
      )}
      {under.map((each) => (
        <Branch key={each.id} channel={each} channels={channels} onChosen={onChosen} />
      ))}
    </>
  );
}

function ChannelRow({ channel, onChosen }: { channel: RailChannel; onChosen: () => void }): JSX.Element {
  const { session, view, texts, world } = useScene();
  const here = channel.id === view.channel;
  const unread = view.unread.has(channel.id);
  const notes = [
    ...(channel.kind === "thread" ? [texts.thread] : []),
    ...(channel.ageRestricted ? [texts.ageRestricted] : []),
    ...(unread ? [texts.unread] : []),
  ];
  return (
    <button
      type="button"
      class={`channel ${channel.kind} ${unread ? "unread" : ""}`}
      aria-current={here ? "page" : undefined}
      aria-label={[channelLabel(channel), ...notes].join(", ")}
      onClick={() => {
        session.openChannel(channel.id);
        onChosen();
      }}
    >
      {channel.kind === "direct" ? (
        <span class="with-presence">
          <Avatar id={world.bot?.user.id ?? ""} name={channel.name} bot={true} size="small" />
          <span class={`presence ${world.bot?.online === true ? "online" : ""}`} />
        </span>
      ) : (
        <Icon name={channelIcon(channel)} size={18} />
      )}
      <span class="channel-name">{channel.name}</span>
      {channel.ageRestricted && (
        <span class="age-mark" title={texts.ageRestricted}>
          18+
        </span>
      )}
      {unread && <span class="unread-dot" />}
    </button>
  );
}
