import type { Dice } from "./dice.ts";
import type { Frame } from "./frame.ts";
import type { Palette } from "./palette.ts";

/** Stands with its foot at 0,0 and is about 100 high; `drawMotif` puts it into the scene. */
type Shape = (palette: Palette, dice: Dice) => string;

interface Motif {
  readonly shape: Shape;
  readonly words: RegExp;
  /** What it stands on; "any" brings its own or floats. */
  readonly ground: "land" | "water" | "any";
}

const lighthouse: Shape = ({ motif, accent, light, night }) => `
  ${night ? beams(light) : ""}
  <path d="M-46,6 q10,-22 30,-20 q20,-6 40,4 q18,2 24,16 Z" fill="${motif}"/>
  <path d="M-12,-8 L-7,-78 H7 L12,-8 Z" fill="#f4efe4"/>
  <path d="M-10.6,-28 L-9.2,-46 H9.2 L10.6,-28 Z M-8.2,-60 L-7,-76 H7 L8.2,-60 Z" fill="${accent}"/>
  <rect x="-10" y="-81" width="20" height="3.5" fill="${motif}"/><rect x="-5.5" y="-92" width="11" height="11" fill="${light}"/>
  <path d="M-8,-92 L0,-102 L8,-92 Z" fill="${accent}"/>`;

function beams(light: string): string {
  return `<defs><linearGradient id="beam" gradientUnits="userSpaceOnUse" x1="0" x2="170"><stop stop-color="${light}" stop-opacity=".55"/><stop offset="1" stop-color="${light}" stop-opacity="0"/></linearGradient></defs>
    <g fill="url(#beam)"><path d="M0,-87 L170,-108 V-66 Z"/><path d="M0,-87 L170,-108 V-66 Z" transform="scale(-1 1)"/></g>`;
}

const tree: Shape = ({ motif, accent, hills }, dice) => {
  const [dark, bright] = [dice.pick([hills[1], hills[2]]), dice.pick([accent, hills[1]])];
  const leaves = (count: number, from: number, to: number, colour: string) =>
    Array.from({ length: count }, () => {
      const [x, y] = [dice.between(-24, 24), dice.between(from, to)];
      return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${dice.between(11, 18).toFixed(1)}" fill="${colour}"/>`;
    }).join("");
  return `<path d="M-5,4 Q-2,-30 -4,-60 L4,-60 Q3,-30 7,4 Z" fill="${motif}"/><circle cy="-68" r="22" fill="${dark}"/>
    ${leaves(8, -84, -52, dark)}${leaves(7, -92, -66, bright)}`;
};

const house: Shape = ({ motif, accent, light }) => `
  <rect x="-34" y="-38" width="68" height="40" fill="#efe6d6"/><path d="M-42,-36 L0,-72 L42,-36 Z" fill="${accent}"/>
  <rect x="18" y="-74" width="9" height="22" fill="${motif}"/><rect x="-7" y="-22" width="14" height="24" fill="${motif}"/>
  <g fill="${light}" stroke="${motif}" stroke-width="1.5"><rect x="-26" y="-27" width="12" height="12"/><rect x="14" y="-27" width="12" height="12"/></g>`;

const boat: Shape = ({ motif, accent }) => `
  <path d="M-34,-4 H34 L24,10 H-24 Z" fill="${motif}"/><rect x="-1.5" y="-84" width="3" height="80" fill="${motif}"/>
  <path d="M3,-82 Q34,-40 30,-10 H3 Z" fill="#f6f1e5"/><path d="M-3,-74 Q-26,-36 -24,-10 H-3 Z" fill="${accent}"/>`;

const castle: Shape = ({ motif, accent, light }) => `
  <path d="M-48,4 V-46 h6 v-6 h6 v6 h6 v-6 h6 v6 h48 v-6 h6 v6 h6 v-6 h6 v6 h6 V4 Z" fill="${motif}"/>
  <rect x="-18" y="-78" width="36" height="50" fill="${motif}"/><path d="M-24,-76 L0,-106 L24,-76 Z" fill="${accent}"/>
  <path d="M-9,4 V-14 a9,9 0 0 1 18,0 V4 Z" fill="${light}"/><g fill="${light}"><rect x="-4" y="-64" width="8" height="12"/><rect x="-36" y="-34" width="6" height="10"/><rect x="30" y="-34" width="6" height="10"/></g>`;

const cat: Shape = ({ motif, light }) => `
  <path d="M-22,2 Q-30,-38 -10,-52 L-16,-80 L-4,-68 H8 L20,-80 L16,-50 Q34,-36 26,2 Z" fill="${motif}"/>
  <path d="M26,-2 Q58,-4 50,-40" stroke="${motif}" stroke-width="8" fill="none" stroke-linecap="round"/>
  <g fill="${light}"><ellipse cx="-4" cy="-58" rx="3.2" ry="4"/><ellipse cx="10" cy="-58" rx="3.2" ry="4"/></g>`;

const fox: Shape = ({ accent, motif }) => `
  <path d="M22,0 Q62,6 66,-34 Q68,-52 58,-60 Q60,-30 34,-18 Z" fill="${accent}"/><path d="M66,-40 Q68,-52 58,-60 Q56,-48 52,-42 Z" fill="#f6f1e5"/>
  <path d="M-20,2 Q-26,-36 -8,-50 H12 Q30,-36 26,2 Z" fill="${accent}"/><path d="M-8,2 Q-12,-26 2,-40 Q16,-26 12,2 Z" fill="#f6f1e5"/>
  <path d="M-24,-88 L-14,-72 H18 L28,-88 L26,-62 Q20,-48 2,-38 Q-16,-48 -22,-62 Z" fill="${accent}"/>
  <path d="M-22,-62 Q-10,-62 2,-38 Q-16,-48 -22,-62 Z M26,-62 Q14,-62 2,-38 Q20,-48 26,-62 Z" fill="#f6f1e5"/>
  <g fill="${motif}"><circle cx="-8" cy="-62" r="2.6"/><circle cx="12" cy="-62" r="2.6"/><circle cx="2" cy="-41" r="3"/></g>`;

const dog: Shape = ({ motif, accent, light }) => `
  <path d="M24,-8 Q44,-22 42,-44" stroke="${motif}" stroke-width="7" fill="none" stroke-linecap="round"/>
  <path d="M-22,2 Q-26,-36 -8,-50 H14 Q32,-36 28,2 Z" fill="${motif}"/>
  <path d="M-18,-62 Q-18,-84 3,-84 Q24,-84 24,-62 Q24,-46 14,-42 Q3,-34 -8,-42 Q-18,-46 -18,-62 Z" fill="${motif}"/>
  <path d="M-16,-80 Q-32,-76 -28,-50 Q-20,-50 -16,-66 Z M22,-80 Q38,-76 34,-50 Q26,-50 22,-66 Z" fill="${accent}"/>
  <ellipse cx="3" cy="-50" rx="9" ry="7" fill="${light}" opacity=".7"/><ellipse cx="3" cy="-53" rx="4" ry="3" fill="#222"/>
  <g fill="${light}"><circle cx="-6" cy="-66" r="3"/><circle cx="12" cy="-66" r="3"/></g>`;

const mountain: Shape = ({ hills, motif }) => `
  <path d="M-110,6 L-34,-72 L-10,-48 L22,-104 L112,6 Z" fill="${hills[1]}"/><path d="M22,-104 L112,6 H52 L30,-40 L38,-62 Z" fill="${motif}" opacity=".4"/>
  <path d="M22,-104 L4,-73 L14,-78 L22,-68 L30,-78 L43,-79 Z M-34,-72 L-52,-53 L-40,-56 L-32,-50 L-18,-56 Z" fill="#fff"/>`;

const rocket: Shape = ({ accent, light, motif }) => `
  <path d="M-10,-4 Q0,46 10,-4 Z" fill="${light}"/><path d="M-16,-6 Q-22,-66 0,-104 Q22,-66 16,-6 Z" fill="#f0ece2"/>
  <path d="M-16,-30 L-32,2 L-14,-6 Z M16,-30 L32,2 L14,-6 Z M-9,-84 Q0,-104 0,-104 Q0,-104 9,-84 Z" fill="${accent}"/><circle cy="-60" r="8" fill="${motif}"/>`;

const flower: Shape = ({ motif, accent, light }) => `
  <path d="M0,4 Q-6,-30 0,-62 M0,-12 Q22,-20 26,-36 M-2,-24 Q-22,-30 -26,-46" stroke="${motif}" stroke-width="4" fill="none"/>
  <g fill="${accent}">${[0, 60, 120, 180, 240, 300].map((angle) => `<ellipse cx="0" cy="-84" rx="9" ry="18" transform="rotate(${angle} 0 -68)"/>`).join("")}</g><circle cy="-68" r="9" fill="${light}"/>`;

const bird: Shape = ({ motif }, dice) =>
  Array.from({ length: 7 }, () => {
    const [x, y, size] = [dice.between(-70, 70), dice.between(-125, -50), dice.between(5, 12)];
    return `<path d="M${x - size},${y} q${size / 2},${-size / 1.5} ${size},0 q${size / 2},${-size / 1.5} ${size},0" stroke="${motif}" stroke-width="2.4" fill="none"/>`;
  }).join("");

const MOTIFS: readonly [Motif, ...Motif[]] = [
  { shape: lighthouse, words: /light ?house|beacon|灯塔/i, ground: "any" },
  { shape: castle, words: /castle|fortress|tower|palace|城堡|塔/i, ground: "land" },
  { shape: boat, words: /boat|ship|sail|yacht|船|帆/i, ground: "water" },
  { shape: cat, words: /\b(cat|kitten|tiger|lion)s?\b|猫|虎|狮/i, ground: "land" },
  { shape: fox, words: /\b(fox|foxes|vixen)\b|狐/i, ground: "land" },
  { shape: dog, words: /\b(dog|puppy|puppies|wolf|hound)s?\b|狗|犬|狼/i, ground: "land" },
  { shape: rocket, words: /rocket|space ?ship|starship|火箭/i, ground: "any" },
  { shape: house, words: /house|cabin|cottage|hut|village|barn|房|屋|村/i, ground: "land" },
  { shape: flower, words: /flower|rose|tulip|blossom|花/i, ground: "land" },
  { shape: bird, words: /bird|gull|eagle|crow|duck|swan|鸟|鸭/i, ground: "any" },
  { shape: mountain, words: /mountain|peak|alps|volcano|山/i, ground: "any" },
  { shape: tree, words: /tree|forest|oak|pine|woods?|树|林/i, ground: "land" },
];
const WATER_WORDS = /\b(sea|lake|river|ocean|beach|harbou?r|coast|island)\b|海|湖|河/i;

/** What the prompt names, where it is known here, and otherwise anything. */
export function chooseMotif(prompt: string, dice: Dice): { readonly motif: Motif; readonly onWater: boolean } {
  const motif = MOTIFS.find(({ words }) => words.test(prompt)) ?? dice.pick(MOTIFS);
  const likely = { land: 0.25, water: 1, any: 0.7 }[motif.ground];
  return { motif, onWater: WATER_WORDS.test(prompt) || dice.between(0, 1) < likely };
}

/** Puts a motif at the shore; what needs land gets an islet where there is water. */
export function drawMotif(motif: Motif, onWater: boolean, frame: Frame, palette: Palette, dice: Dice): string {
  const scale = (frame.unit / 100) * dice.between(0.4, 0.52);
  const x = frame.width * dice.between(0.26, 0.74);
  const y = frame.horizon + frame.height * dice.between(0.06, 0.14);
  const islet = `<path d="M-74,14 Q-60,-4 -28,-3 Q10,-12 40,-2 Q66,-2 76,14 Z" fill="${palette.hills[2]}"/>`;
  const ground = onWater && motif.ground === "land" ? islet : "";
  const shape = motif.shape(palette, dice);
  return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(3)})">${ground}${shape}</g>`;
}
