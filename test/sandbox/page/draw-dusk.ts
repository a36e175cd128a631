import sharp from "sharp";

/** A small evening sky over water, a little different for each index. */
export function drawDusk(index: number): Promise<Buffer> {
  const warm = ["#f0a35e", "#e8895b", "#efb56c", "#d97a6c"][index % 4];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1024" height="768">
    <defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">
      <stop offset="0" stop-color="#25335c"/><stop offset="0.55" stop-color="#a5608c"/><stop offset="0.78" stop-color="${warm}"/>
    </linearGradient></defs>
    <rect width="1024" height="768" fill="url(#sky)"/>
    <circle cx="${340 + index * 90}" cy="520" r="64" fill="#ffe0a8"/>
    <rect y="540" width="1024" height="228" fill="#2b3f63"/>
    <path d="M720 560 740 300h44l20 260z" fill="#1c2438"/><rect x="736" y="262" width="52" height="42" fill="#ffd98a"/>
    <path d="M560 600q200-90 464-30v198H500z" fill="#161c2c"/>
  </svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 88 }).toBuffer();
}
