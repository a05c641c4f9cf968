import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteJournal } from '@sdmp/journal';
import { parseOutcomeLine } from '@sdmp/outcomes';
import { temporaryFolder } from './temporary-folder.ts';

export const firstTime = Date.parse('2026-11-22T09:00:00.000Z');

/** A line of a feed; its telephone number belongs to nobody. */
export function feedLine(number: number): string {
  const tenant = number % 2 === 0 ? 'default' : 'other';
  return `OZ\\TD${tenant}\\CNSales${number % 3}\\SI${number}\\TN01632 ${960_000 + number}\\RE10\\DTnote ${number}|`;
}

/** A folder with a journal of this number of outcomes, a minute apart, each in a batch of its own; one token stands at 5. */
export async function recordedJournal(count: number): Promise<string> {
  const directory = join(temporaryFolder(), 'journal');
  const journal = await openSqliteJournal({ directory, compactAfter: 0 });
  for (let number = 0; number < count; number++) {
    await journal.append([parseOutcomeLine(feedLine(number), { time: firstTime + number * 60_000 })]);
  }
  await journal.cursors.save([{ name: 'warehouse\\EOall', tenant: '', position: 5, filter: {}, touched: firstTime }]);
  await journal.close();
  return directory;
}

/** How many of the folder's files hold the text. */
export function filesWith(directory: string, text: string): number {
  return readdirSync(directory).filter((name) => readFileSync(join(directory, name)).includes(text)).length;
}

/** The objects that were printed, a line each. */
export function jsonLines(printed: string): readonly Record<string, unknown>[] {
  return printed
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}
