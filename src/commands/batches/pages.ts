/** Pictures that one message can show. */
const MOST_PICTURES = 10;

/** The message that each of `count` jobs with `images` pictures is shown in, from 0: as evenly as can be. */
export function pagesFor(count: number, images: number): number[] {
  const fitting = Math.max(1, Math.floor(MOST_PICTURES / Math.max(1, images)));
  const pages = Math.ceil(count / fitting);
  const each = Math.ceil(count / pages);
  return Array.from({ length: count }, (_, index) => Math.floor(index / each));
}
