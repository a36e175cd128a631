import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { messageWrittenAt } from "../session/message-list.ts";
import { startOfDay } from "../text/timestamp.ts";
import { channelOf } from "../world-names.ts";
import { channelLabel } from "./channel-label.ts";
import { Icon } from "./icons.tsx";
import { MessageView } from "./message/message-view.tsx";
import { PendingView } from "./pending-view.tsx";
import { useScene } from "./scene.ts";
import { Welcome } from "./welcome.tsx";

const NEAR_END_PX = 80;

/** The channel's messages. It stays at the newest one unless the person has scrolled up. */
export function MessageList(): JSX.Element {
  const { view, world, texts, format } = useScene();
  const { scroller, content, away, onScroll, toEnd } = useStickToEnd();
  const messages = view.messages[view.channel];
  const pending = view.pending.filter((each) => each.channel === view.channel);
  const channel = channelOf(world, view.channel);
  return (
    <div class="messages-frame">
      <div
        ref={scroller}
        class="messages"
        role="log"
        aria-label={channel === undefined ? "" : texts.messagesIn(channelLabel(channel))}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
      >
        <div ref={content} class="messages-content">
          {messages !== undefined && <Welcome empty={messages.length === 0 && pending.length === 0} />}
          {messages === undefined && <p class="loading">{texts.loading}</p>}
          {messages?.map((message, index) => {
            const previous = messages[index - 1];
            const newDay = previous === undefined || dayOf(previous) !== dayOf(message);
            return (
              <div key={message.id}>
                {newDay && <DayLine time={messageWrittenAt(message)} format={format} />}
                <MessageView message={message} previous={newDay ? undefined : previous} />
              </div>
            );
          })}
          {pending.map((each) => (
            <PendingView key={each.id} pending={each} />
          ))}
        </div>
      </div>
      {away && (
        <button type="button" class="to-end" onClick={toEnd}>
          {texts.newMessages} <Icon name="down" size={16} />
        </button>
      )}
    </div>
  );
}

/** Keeps a scrolling box at its end, also while pictures arrive and make it longer. `away`: the person scrolled up. */
function useStickToEnd() {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const sticky = useRef(true);
  const [away, setAway] = useState(false);
  const stick = () => {
    if (sticky.current && scroller.current !== null) scroller.current.scrollTop = scroller.current.scrollHeight;
  };
  useLayoutEffect(stick);
  useEffect(() => {
    const observer = new ResizeObserver(stick);
    for (const box of [content.current, scroller.current]) if (box !== null) observer.observe(box);
    return () => observer.disconnect();
  }, []);
  const onScroll = () => {
    const box = scroller.current;
    if (box === null) return;
    sticky.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
    setAway(!sticky.current);
  };
  const toEnd = () => {
    sticky.current = true;
    stick();
  };
  return { scroller, content, away, onScroll, toEnd };
}

function dayOf(message: Parameters<typeof messageWrittenAt>[0]): number {
  return startOfDay(messageWrittenAt(message));
}

function DayLine({ time, format }: { time: number; format: string }): JSX.Element {
  const day = new Intl.DateTimeFormat(format, { dateStyle: "long" }).format(time);
  return (
    <div class="day">
      <span>{day}</span>
    </div>
  );
}
