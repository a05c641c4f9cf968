import { table } from '../table.ts';

/** What a benchmark reports: sentences and tables, in order. */
export type ReportPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** Columns of a line on the terminal. */
const lineWidth = 118;

/** Prints the report of one benchmark as it is made, and keeps it for `--record`. */
export class Report {
  readonly #parts: ReportPart[] = [];
  readonly #print: (line: string) => void;

  constructor(print: (line: string) => void) {
    this.#print = print;
  }

  get parts(): readonly ReportPart[] {
    return this.#parts;
  }

  /** Reports a sentence or a paragraph. */
  text(text: string): void {
    this.#parts.push({ kind: 'text', text });
    if (this.#parts.length > 1) this.#print('');
    for (const line of wrap(text, lineWidth)) this.#print(`  ${line}`);
  }

  /** Reports figures. Columns whose cells all begin with a figure are right-aligned. */
  table(head: readonly string[], rows: readonly (readonly string[])[]): void {
    this.#parts.push({ kind: 'table', head, rows });
    for (const line of table(head, rows)) this.#print(line);
  }
}

/** Splits text into lines of at most this many characters; a longer word has a line of its own. */
function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
