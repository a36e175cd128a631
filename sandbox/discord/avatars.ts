/** A picture for a person: a coloured ground and the first letter of the name, drawn here, nothing fetched. */
export function drawAvatar(name: string, seed: string): string {
  const hue = [...seed].reduce((sum, digit) => (sum * 31 + digit.charCodeAt(0)) % 360, 7);
  const letter = [...name][0]?.toUpperCase() ?? "?";
  const escaped = letter.replace(/[<&]/g, "?");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80" width="80" height="80">
<rect width="80" height="80" fill="hsl(${hue} 42% 42%)"/>
<circle cx="62" cy="16" r="26" fill="hsl(${(hue + 40) % 360} 55% 58%)" opacity=".55"/>
<text x="40" y="54" font-family="system-ui, sans-serif" font-size="40" font-weight="600" fill="#fff" text-anchor="middle">${escaped}</text>
</svg>`;
}
