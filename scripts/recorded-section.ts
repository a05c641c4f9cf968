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

/** Returns the date, and the machine with its load, to stand beside what was measured. */
export function whereMeasured(): string {
  const date = new Date().toISOString().slice(0, 10);
  const load = Math.round(loadavg()[2] ?? 0);
  return `${date}, ${availableParallelism()} processors, load ${load} over the last 15 minutes, Node ${process.version}`;
}
