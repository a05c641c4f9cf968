import widthOf from 'fast-string-truncated-width';

/** Returns the number of cells that a text takes on a terminal: a wide character takes two, a combining one none. */
export function textWidth(text: string): number {
  return widthOf(text).width;
}

/** Returns a text of exactly this many cells: a longer one is cut and ends with the ellipsis, a shorter one is filled with spaces. */
export function fitText(text: string, cells: number, ellipsis: string): string {
  const short = cutText(text, cells, ellipsis);
  return short + ' '.repeat(Math.max(0, cells - textWidth(short)));
}

/** Returns a text of at most this many cells; a longer one is cut and ends with the ellipsis. */
export function cutText(text: string, cells: number, ellipsis: string): string {
  if (cells <= 0) return '';
  const { index, ellipsed, truncated } = widthOf(text, { limit: cells, ellipsis, ellipsisWidth: ellipsis.length });
  return truncated || ellipsed ? text.slice(0, index) + (ellipsed ? ellipsis : '') : text;
}

/** The same as `fitText`, but a longer text keeps its end, behind the ellipsis: what numbers and identifiers differ in. */
export function fitEnd(text: string, cells: number, ellipsis: string): string {
  if (textWidth(text) <= cells) return fitText(text, cells, ellipsis);
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  let end = '';
  for (let next = characters.pop(); next !== undefined; next = characters.pop()) {
    if (ellipsis.length + textWidth(next + end) > cells) break;
    end = next + end;
  }
  return fitText(ellipsis + end, cells, ellipsis);
}
