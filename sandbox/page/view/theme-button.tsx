import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Icon, type IconName } from "./icons.tsx";
import { useScene } from "./scene.ts";

const THEMES = ["system", "light", "dark"] as const;
type Theme = (typeof THEMES)[number];

const ICONS: Record<Theme, IconName> = { system: "system", light: "sun", dark: "moon" };
const STORED = "easel.theme";

function storedTheme(): Theme {
  try {
    const stored = localStorage.getItem(STORED);
    return THEMES.find((theme) => theme === stored) ?? "system";
  } catch {
    // Some browsers keep no storage for local pages; then a choice lasts until the next reload.
    return "system";
  }
}

function storeTheme(theme: Theme): void {
  try {
    localStorage.setItem(STORED, theme);
  } catch {}
}

/** Sets what was chosen before; called before anything is drawn. */
export function applyTheme(theme: Theme = storedTheme()): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
}

/** As the system, light, dark: each press goes on by one. */
export function ThemeButton(): JSX.Element {
  const { texts } = useScene();
  const [theme, setTheme] = useState(storedTheme);
  const turn = () => {
    const next = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "system";
    storeTheme(next);
    applyTheme(next);
    setTheme(next);
  };
  const label = `${texts.theme}: ${texts.themes[theme]}`;
  return (
    <button type="button" class="icon-button" aria-label={label} title={label} onClick={turn}>
      <Icon name={ICONS[theme]} />
    </button>
  );
}
