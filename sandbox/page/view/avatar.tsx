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
  // Neighbouring ids get hues far apart: 137° is the golden angle.
  const hue = (Number(BigInt.asUintN(32, BigInt(id === "" ? 0 : id))) * 137) % 360;
  return (
    <span class={`avatar ${size}`} style={{ "--hue": `${hue}` }} aria-hidden="true">
      {[...name][0]?.toUpperCase() ?? "?"}
    </span>
  );
}
