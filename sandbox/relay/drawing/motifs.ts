import type { Dice } from "./dice.ts";
import type { Frame } from "./frame.ts";
import type { Palette } from "./palette.ts";

/** A motif stands with its foot at 0,0 and is about 100 high; `drawMotif` puts it into the scene. */
type Motif = (palette: Palette, dice: Dice) => string;

const lighthouse: Motif = ({ motif, accent, light, night }) => `
  ${night ? `<path d="M0,-88 L150,-112 L150,-62 Z M0,-88 L-150,-112 L-150,-62 Z" fill="${light}" opacity=".25"/>` : ""}
  <path d="M-46,6 q10,-22 30,-20 q20,-6 40,4 q18,2 24,16 Z" fill="${motif}"/>
  <path d="M-12,-8 L-7,-78 H7 L12,-8 Z" fill="#f4efe4"/>
  <path d="M-10.6,-28 L-9.2,-46 H9.2 L10.6,-28 Z M-8.2,-60 L-7,-76 H7 L8.2,-60 Z" fill="${accent}"/>
  <rect x="-10" y="-81" width="20" height="3.5" fill="${motif}"/><rect x="-5.5" y="-92" width="11" height="11" fill="${light}"/>
  <path d="M-8,-92 L0,-102 L8,-92 Z" fill="${accent}"/>`;

const tree: Motif = ({ motif, accent, hills }, dice) => {
  const crown = Array.from({ length: 11 }, () => {
    const [x, y] = [dice.between(-26, 26), dice.between(-92, -48)];
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${dice.between(11, 19).toFixed(1)}"/>`;
  });
  return `<path d="M-5,4 Q-2,-30 -6,-54 L6,-54 Q3,-30 7,4 Z M0,-40 L20,-62 M0,-36 L-20,-58" fill="${motif}" stroke="${motif}" stroke-width="3"/>
    <g fill="${dice.pick([accent, hills[2], hills[1]])}" opacity=".93">${crown.join("")}</g>`;
};

const house: Motif = ({ motif, accent, light }) => `
  <rect x="-34" y="-38" width="68" height="40" fill="#efe6d6"/><path d="M-42,-36 L0,-72 L42,-36 Z" fill="${accent}"/>
  <rect x="18" y="-74" width="9" height="22" fill="${motif}"/><rect x="-7" y="-22" width="14" height="24" fill="${motif}"/>
  <g fill="${light}" stroke="${motif}" stroke-width="1.5"><rect x="-26" y="-27" width="12" height="12"/><rect x="14" y="-27" width="12" height="12"/></g>`;

const boat: Motif = ({ motif, accent }) => `
  <path d="M-34,-4 H34 L24,10 H-24 Z" fill="${motif}"/><rect x="-1.5" y="-84" width="3" height="80" fill="${motif}"/>
  <path d="M3,-82 Q34,-40 30,-10 H3 Z" fill="#f6f1e5"/><path d="M-3,-74 Q-26,-36 -24,-10 H-3 Z" fill="${accent}"/>`;

const castle: Motif = ({ motif, accent, light }) => `
  <path d="M-48,4 V-46 h6 v-6 h6 v6 h6 v-6 h6 v6 h48 v-6 h6 v6 h6 v-6 h6 v6 h6 V4 Z" fill="${motif}"/>
  <rect x="-18" y="-78" width="36" height="50" fill="${motif}"/><path d="M-24,-76 L0,-106 L24,-76 Z" fill="${accent}"/>
  <path d="M-9,4 V-14 a9,9 0 0 1 18,0 V4 Z" fill="${light}"/><g fill="${light}"><rect x="-4" y="-64" width="8" height="12"/><rect x="-36" y="-34" width="6" height="10"/><rect x="30" y="-34" width="6" height="10"/></g>`;

const cat: Motif = ({ motif, accent }) => `
  <path d="M-22,2 Q-30,-38 -10,-52 L-16,-80 L-4,-68 H8 L20,-80 L16,-50 Q34,-36 26,2 Z" fill="${motif}"/>
  <path d="M26,-2 Q58,-4 50,-40" stroke="${motif}" stroke-width="8" fill="none" stroke-linecap="round"/>
  <g fill="${accent}"><ellipse cx="-4" cy="-58" rx="3.2" ry="4"/><ellipse cx="10" cy="-58" rx="3.2" ry="4"/></g>`;

const mountain: Motif = ({ hills, motif }) => `
  <path d="M-110,6 L-34,-72 L-10,-48 L22,-104 L112,6 Z" fill="${hills[1]}"/><path d="M22,-104 L112,6 H52 L30,-40 L38,-62 Z" fill="${motif}" opacity=".4"/>
  <path d="M22,-104 L4,-73 L14,-78 L22,-68 L30,-78 L43,-79 Z M-34,-72 L-52,-53 L-40,-56 L-32,-50 L-18,-56 Z" fill="#fff"/>`;

const rocket: Motif = ({ accent, light, motif }) => `
  <path d="M-10,-4 Q0,46 10,-4 Z" fill="${light}"/><path d="M-16,-6 Q-22,-66 0,-104 Q22,-66 16,-6 Z" fill="#f0ece2"/>
  <path d="M-16,-30 L-32,2 L-14,-6 Z M16,-30 L32,2 L14,-6 Z M-9,-84 Q0,-104 0,-104 Q0,-104 9,-84 Z" fill="${accent}"/><circle cy="-60" r="8" fill="${motif}"/>`;

const flower: Motif = ({ motif, accent, light }) => `
  <path d="M0,4 Q-6,-30 0,-62 M0,-12 Q22,-20 26,-36 M-2,-24 Q-22,-30 -26,-46" stroke="${motif}" stroke-width="4" fill="none"/>
  <g fill="${accent}">${[0, 60, 120, 180, 240, 300].map((angle) => `<ellipse cx="0" cy="-84" rx="9" ry="18" transform="rotate(${angle} 0 -68)"/>`).join("")}</g><circle cy="-68" r="9" fill="${light}"/>`;

const bird: Motif = ({ motif }, dice) =>
  Array.from({ length: 7 }, () => {
    const [x, y, size] = [dice.between(-120, 120), dice.between(-190, -90), dice.between(5, 13)];
    return `<path d="M${x - size},${y} q${size / 2},${-size / 1.5} ${size},0 q${size / 2},${-size / 1.5} ${size},0" stroke="${motif}" stroke-width="2.4" fill="none"/>`;
  }).join("");

const WORDS: readonly (readonly [RegExp, Motif])[] = [
  [/light ?house|beacon|灯塔/i, lighthouse],
  [/castle|fortress|tower|palace|城堡|塔/i, castle],
  [/boat|ship|sail|yacht|船|帆/i, boat],
  [/\b(cat|kitten|tiger|lion|fox|dog)s?\b|猫|虎|狮|狗/i, cat],
  [/rocket|spaceship|starship|火箭/i, rocket],
  [/house|cabin|cottage|hut|village|barn|房|屋|村/i, house],
  [/flower|rose|tulip|sunflower|blossom|花/i, flower],
  [/bird|gull|eagle|crow|duck|swan|鸟|鸭/i, bird],
  [/mountain|peak|alps|volcano|山/i, mountain],
  [/tree|forest|oak|pine|woods?|树|林/i, tree],
];

/** Draws what the prompt names, where it is known here, and otherwise something that suits a landscape. */
export function drawMotif(prompt: string, frame: Frame, palette: Palette, dice: Dice): string {
  const named = WORDS.find(([words]) => words.test(prompt))?.[1];
  const motif = named ?? dice.pick([tree, house, boat, bird, mountain, lighthouse]);
  const scale = (frame.unit / 100) * dice.between(0.34, 0.46) * (named ? 1.15 : 1);
  const x = frame.width * dice.between(0.24, 0.76);
  const y = frame.horizon + frame.height * dice.between(0.06, 0.14);
  return `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(3)})">${motif(palette, dice)}</g>`;
}
