import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg } from 'node:os';

/** Replaces what a document holds between `<!-- trials: NAME -->` and `<!-- /trials -->`. Throws when it has no such place. */
export async function recordSection(document: URL, name: string, renew: (before: string) => string): Promise<void> {
  const text = await readFile(document, 'utf8');
  const begin = `<!-- trials: ${name} -->`;
  const end = '<!-- /trials -->';
  const from = text.indexOf(begin);
  const until = text.indexOf(end, from);
  if (from < 0 || until < 0) throw new Error(`${document.pathname} has no place for the table of '${name}'`);
  const before = text.slice(from + begin.length, until).trim();
  await writeFile(document, `${text.slice(0, from)}${begin}\n${renew(before)}\n\n${text.slice(until)}`);
}

/** Where the table of promises stands. */
export const reliability = new URL('../docs/reliability.md', import.meta.url);

/** What a trial showed of a promise, in the cells of its row. */
export interface ShownPromise {
  /** The command with what repeats it, and where its table is. */
  readonly trial: string;
  readonly count: string;
  readonly result: string;
}

/** Replaces everything behind the promise in the row of the table of promises whose trial is `command`. Throws when it has no such row. */
export async function recordPromise(document: URL, command: string, shown: ShownPromise): Promise<void> {
  const text = await readFile(document, 'utf8');
  const lines = text.split('\n');
  const at = lines.findIndex(
    (line) => line.startsWith('| ') && line.split(' | ')[1]?.startsWith(`\`${command} `) === true,
  );
  const [promise] = lines[at]?.split(' | ') ?? [];
  if (promise === undefined) throw new Error(`${document.pathname} has no row of the trial '${command}'`);
  lines[at] =
    `${[promise, shown.trial, shown.count, shown.result, new Date().toISOString().slice(0, 10)].join(' | ')} |`;
  await writeFile(document, lines.join('\n'));
}

/** Returns the date, and the machine with its load, to stand beside what was measured. */
export function whereMeasured(): string {
  const date = new Date().toISOString().slice(0, 10);
  const load = Math.round(loadavg()[2] ?? 0);
  return `${date}, ${availableParallelism()} processors, load ${load} over the last 15 minutes, Node ${process.version}`;
}
