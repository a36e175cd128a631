import { PRICE_UNITS, type Price } from "../definition.ts";

/** A price as operators write it: "0.025/image", "0.1 / 1000 characters". Null for anything else. */
export function readPrice(text: string): Price | null {
  const [, digits, unit] = /^\s*\$?\s*(\d+(?:\.\d+)?)\s*\/\s*(.+?)\s*$/.exec(text) ?? [];
  const per = PRICE_UNITS.find((known) => spellings(known).includes((unit ?? "").toLowerCase()));
  return digits === undefined || per === undefined ? null : { amount: Number(digits), currency: "USD", per };
}

export function writePrice({ amount, per }: Price): string {
  return `${amount}/${per}`;
}

function spellings(unit: Price["per"]): string[] {
  const short: Record<Price["per"], string[]> = {
    image: [],
    megapixel: ["mp"],
    request: ["video", "audio", "call"],
    second: ["s", "sec"],
    "1000 characters": ["1000characters", "1000chars", "1k characters"],
  };
  return [unit, `${unit}s`, ...short[unit]];
}
