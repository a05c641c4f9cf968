/** Escapes text for Markdown. */
export function plain(text: string): string {
  return text.replaceAll(/[\\|<>*_`[\]]/g, (character) => `\\${character}`);
}

/** Returns a table whose cells are Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Returns text in a code block. */
export function block(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``;
}

/** Returns a page of paragraphs separated by empty lines. */
export function page(...paragraphs: readonly (string | undefined)[]): string {
  return `${paragraphs.filter((paragraph) => paragraph !== undefined && paragraph !== '').join('\n\n')}\n`;
}

/** First line of every page, which tells where to change it. */
export const madeBy = '<!-- Made from packages/protocol by `node scripts/reference.ts`; change it there. -->';
