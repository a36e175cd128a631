import type { JSX } from "preact";

export interface AvatarProps {
  id: string;
  name: string;
  bot?: boolean;
  size?: "small" | "medium" | "large";
}

/** A coloured disc with an initial; the bot has the easel. Drawn here, so that nothing is fetched. */
export function Avatar({ id, name, bot = false, size = "medium" }: AvatarProps): JSX.Element {
  if (bot) return <img class={`avatar ${size}`} src="/icon.svg" alt="" draggable={false} />;
  const hue = [...id].reduce((sum, digit) => (sum * 31 + digit.charCodeAt(0)) % 360, 7);
  return (
    <span class={`avatar ${size}`} style={{ "--hue": `${hue}` }} aria-hidden="true">
      {[...name][0]?.toUpperCase() ?? "?"}
    </span>
  );
}
