import type { Size } from "../field-specs.ts";
import { type Dice, rollFor } from "./dice.ts";
import type { Frame } from "./frame.ts";
import { chooseMotif, drawMotif } from "./motifs.ts";
import { choosePalette, type Palette } from "./palette.ts";

/** A landscape for the prompt as SVG: the same prompt, seed and number give the same picture. */
export function sceneSvg(prompt: string, seed: string, index: number, { width, height }: Size): string {
  const dice = rollFor(prompt, seed, index);
  const palette = choosePalette(prompt, dice);
  const horizon = height * dice.between(0.55, 0.68);
  const { motif, onWater } = chooseMotif(prompt, dice);
  const frame = { width, height, horizon, unit: Math.min(width, height) };
  const parts = [
    sky(frame, palette),
    palette.night ? stars(frame, dice) : clouds(frame, palette, dice),
    sunOrMoon(frame, palette, dice),
    hills(frame, palette, dice),
    onWater ? water(frame, palette, dice) : meadow(frame, palette, dice),
    drawMotif(motif, onWater, frame, palette, dice),
    foreground(frame, palette, dice),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${parts.join("")}</svg>`;
}

const at = (number: number) => number.toFixed(1);

function sky({ width, height }: Frame, { sky: [top, middle, low] }: Palette): string {
  return `<defs><linearGradient id="sky" x2="0" y2="1"><stop stop-color="${top}"/><stop offset=".45" stop-color="${middle}"/><stop offset=".7" stop-color="${low}"/></linearGradient></defs>
    <rect width="${width}" height="${height}" fill="url(#sky)"/>`;
}

function stars({ width, horizon, unit }: Frame, dice: Dice): string {
  return Array.from({ length: 90 }, () => {
    const radius = dice.between(0.0008, 0.0026) * unit;
    const opacity = dice.between(0.3, 1).toFixed(2);
    return `<circle cx="${at(dice.between(0, width))}" cy="${at(dice.between(0, horizon * 0.8))}" r="${radius.toFixed(2)}" fill="#fff" opacity="${opacity}"/>`;
  }).join("");
}

function clouds({ width, horizon, unit }: Frame, { haze }: Palette, dice: Dice): string {
  return Array.from({ length: dice.whole(3, 6) }, () => {
    const [x, y] = [dice.between(0, width), dice.between(0.08, 0.6) * horizon];
    const puffs = Array.from({ length: 6 }, (_, index) => {
      const radius = dice.between(0.02, 0.055) * unit;
      return `<ellipse cx="${at(x + (index - 2.5) * unit * 0.05)}" cy="${at(y + dice.between(-0.012, 0.012) * unit)}" rx="${at(radius * 1.7)}" ry="${at(radius * 0.7)}"/>`;
    });
    return `<g fill="${haze}" opacity="${dice.between(0.45, 0.8).toFixed(2)}">${puffs.join("")}</g>`;
  }).join("");
}

function sunOrMoon({ width, horizon, unit }: Frame, { light }: Palette, dice: Dice): string {
  const [x, y] = [dice.between(0.15, 0.85) * width, dice.between(0.25, 0.85) * horizon];
  const radius = dice.between(0.04, 0.08) * unit;
  const glow = `<radialGradient id="glow"><stop stop-color="${light}" stop-opacity=".75"/><stop offset="1" stop-color="${light}" stop-opacity="0"/></radialGradient>`;
  return `<defs>${glow}</defs><circle cx="${at(x)}" cy="${at(y)}" r="${at(radius * 5)}" fill="url(#glow)"/>
    <circle cx="${at(x)}" cy="${at(y)}" r="${at(radius)}" fill="${light}"/>`;
}

/** A ridge is a sum of three waves, so that it looks grown and not sawn. */
function ridge({ width, height }: Frame, base: number, amplitude: number, dice: Dice): string {
  const waves = [1, 2.3, 5.1].map((times, index) => ({
    times: times * dice.between(0.8, 1.3),
    phase: dice.between(0, Math.PI * 2),
    part: 1 / (index + 1) ** 1.4,
  }));
  const points = Array.from({ length: 49 }, (_, step) => {
    const x = (step / 48) * width;
    const lift = waves.reduce(
      (sum, { times, phase, part }) => sum + Math.sin((x / width) * Math.PI * times + phase) * part,
      0,
    );
    return `${at(x)},${at(base - lift * amplitude)}`;
  });
  return `M0,${height} L${points.join(" L")} L${width},${height} Z`;
}

function hills(frame: Frame, { hills: colours, haze }: Palette, dice: Dice): string {
  const mist = `<linearGradient id="mist" x2="0" y2="1"><stop stop-color="${haze}" stop-opacity="0"/><stop offset="1" stop-color="${haze}" stop-opacity=".7"/></linearGradient>`;
  const layers = colours.slice(0, 2).map((colour, index) => {
    const path = ridge(
      frame,
      frame.horizon - (0.1 - index * 0.06) * frame.height,
      (0.08 - index * 0.03) * frame.height,
      dice,
    );
    return `<path d="${path}" fill="${colour}"/>`;
  });
  const band = `<rect y="${at(frame.horizon - 0.12 * frame.height)}" width="${frame.width}" height="${at(0.12 * frame.height)}" fill="url(#mist)"/>`;
  return `<defs>${mist}</defs>${layers.join("")}${band}`;
}

function water({ width, height, horizon, unit }: Frame, { water: [far, near], light }: Palette, dice: Dice): string {
  const ripples = Array.from({ length: 40 }, () => {
    const depth = dice.between(0, 1) ** 1.5;
    const length = (0.03 + depth * 0.14) * width * dice.between(0.5, 1);
    const y = horizon + depth * (height - horizon);
    return `<rect x="${at(dice.between(-0.1, 1) * width)}" y="${at(y)}" width="${at(length)}" height="${at((0.0015 + depth * 0.004) * unit)}" rx="2"/>`;
  });
  return `<defs><linearGradient id="water" x2="0" y2="1"><stop stop-color="${far}"/><stop offset="1" stop-color="${near}"/></linearGradient></defs>
    <rect y="${at(horizon)}" width="${width}" height="${at(height - horizon)}" fill="url(#water)"/>
    <g fill="${light}" opacity=".3">${ripples.join("")}</g>`;
}

function meadow(frame: Frame, { hills: [, middle, near] }: Palette, dice: Dice): string {
  const { height, horizon } = frame;
  return `<path d="${ridge(frame, horizon + 0.04 * height, 0.02 * height, dice)}" fill="${middle}"/>
    <path d="${ridge(frame, horizon + 0.16 * height, 0.03 * height, dice)}" fill="${near}"/>`;
}

function foreground(frame: Frame, { hills: [, , near], motif }: Palette, dice: Dice): string {
  const { width, height, unit } = frame;
  const base = height * 0.94;
  const blades = Array.from({ length: 70 }, () => {
    const x = dice.between(0, width);
    const lean = dice.between(-0.012, 0.012) * unit;
    return `M${at(x)},${at(height)} q${at(lean / 3)},${at(-0.03 * unit)} ${at(lean)},${at(-dice.between(0.05, 0.1) * unit)}`;
  });
  return `<path d="${ridge(frame, base, 0.02 * height, dice)}" fill="${near}"/>
    <path d="${blades.join(" ")}" stroke="${motif}" stroke-width="${at(unit * 0.003)}" fill="none" opacity=".8"/>`;
}
