import type { JSX } from "preact";
import { forget, sendAgain } from "../session/interactions.ts";
import type { Pending } from "../session/view.ts";
import { nameColor, userName } from "../world-names.ts";
import { Avatar } from "./avatar.tsx";
import { nameStyle } from "./color.ts";
import { Icon } from "./icons.tsx";
import { useScene } from "./scene.ts";
import { troubleText } from "./trouble.ts";

/** Stands where the reply will be while a command is on its way, or says that none came. */
export function PendingView({ pending }: { pending: Pending }): JSX.Element {
  const { session, texts, world, view } = useScene();
  const person = world.people.find((each) => each.user.id === view.user)?.user;
  const bot = world.bot?.user;
  const name = bot === undefined ? world.application.name : userName(bot);
  const personName = person === undefined ? "" : userName(person);
  return (
    <article class="message first pending">
      <div class="used">
        <span class="used-hook" aria-hidden="true" />
        <Avatar id={view.user} name={personName} size="small" />
        <span class="name" style={nameStyle(nameColor(world, view.user))}>
          {personName}
        </span>
        <span>{texts.used}</span>
        <span class="used-command">{pending.slash ? `/${pending.command}` : pending.command}</span>
      </div>
      <div class="message-side">
        <Avatar id={bot?.id ?? ""} name={name} bot={true} />
      </div>
      <div class="message-main">
        <header class="message-head">
          <span class="name">{name}</span>
          <span class="app-badge">{texts.app}</span>
        </header>
        {pending.trouble === null ? (
          <p class="thinking" role="status">
            <span class="dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            {texts.sending}
          </p>
        ) : (
          <>
            <p class="trouble" role="alert">
              {troubleText(pending.trouble, texts)}
            </p>
            <p class="only-you">
              <Icon name="eye" size={15} /> {texts.onlyYou} ·{" "}
              <button type="button" class="as-link" onClick={() => sendAgain(session, pending)}>
                {texts.retry}
              </button>{" "}
              ·{" "}
              <button type="button" class="as-link" onClick={() => forget(session, pending.id)}>
                {texts.dismiss}
              </button>
            </p>
          </>
        )}
      </div>
    </article>
  );
}
