/** Text as Markdown that shows it as it is. */
export function plain(text: string): string {
  return text.replaceAll(/[\\|<>*_`[\]]/g, (character) => `\\${character}`);
}

/** A table; cells are Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Text in a block of its own, to be copied. */
export function block(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}

/** A file's text: paragraphs with an empty line between. */
export function page(...paragraphs: readonly (string | undefined)[]): string {
  return `${paragraphs.filter((paragraph) => paragraph !== undefined && paragraph !== '').join('\n\n')}\n`;
}

/** What stands above every page: who wants to change it must change the catalogue. */
export const madeBy = '<!-- Made from packages/protocol by `node scripts/reference.ts`; change it there. -->';
