import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { collect, readAll } from '../src/conformance/records.ts';
import { openSqliteJournal } from '../src/index.ts';
import { testDirectory } from './support/journal-directory.ts';

const childFile = fileURLToPath(new URL('./support/crash-child.ts', import.meta.url));
const rounds = [
  { seed: 11, acknowledgements: 1 },
  { seed: 22, acknowledgements: 40 },
  { seed: 33, acknowledgements: 300 },
  { seed: 44, acknowledgements: 7 },
  { seed: 55, acknowledgements: 900 },
  { seed: 66, acknowledgements: 120 },
];

/** Runs the child until it has acknowledged so much, kills it, and gives every acknowledgement that got out. */
async function crash(directory: string, seed: number, acknowledgements: number): Promise<string[]> {
  const child = spawn(process.execPath, [childFile, directory, `${seed}`], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === acknowledgements) child.kill('SIGKILL');
  }
  expect(await exited).toEqual([null, 'SIGKILL']);
  return lines;
}

test(
  verifies('PS-2') + 'what was acknowledged before a kill is there after it, with its cursor, without a hole',
  async () => {
    const directory = testDirectory();
    const acknowledged: string[] = [];
    for (const { seed, acknowledgements } of rounds) {
      acknowledged.push(...(await crash(directory, seed, acknowledgements)));
      const journal = await openSqliteJournal({ directory });
      const numbers = (await readAll(journal)).map(({ body }) => Number.parseInt(body, 10));
      expect(journal.first).toBe(0);
      expect(numbers).toHaveLength(journal.end);
      // The child hands its numbers in in order and begins each round at the end: position and number are the same.
      expect(numbers.every((number, position) => number === position)).toBe(true);
      for (const line of acknowledged) {
        const [first = -1, count = 0, start] = line.split(' ').map(Number);
        expect(first).toBe(start);
        expect(first + count).toBeLessThanOrEqual(journal.end);
      }
      expect(await journal.cursors.load()).toMatchObject([{ name: 'upstream', position: journal.end }]);
      expect(await collect(journal.verify())).toEqual([]);
      await journal.close();
    }
  },
);
