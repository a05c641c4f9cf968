import { readFileSync } from 'node:fs';
import { verifies } from '@sdmp/requirements';
import { beforeAll, describe, expect, test } from 'vitest';
import { clientKill, deaths } from '../../../scripts/trials/links/deaths.ts';
import { judge } from '../../../scripts/trials/links/link-trial.ts';
import type { Cell } from '../../../scripts/trials/links/cell.ts';
import { tableOf, withRow } from '../../../scripts/trials/links/report-links.ts';
import { runLinkTrials } from '../../../scripts/trials/links/link-trials.ts';

/** The long form is `pnpm trials links`. */
const count = 6;
const seed = 20261129;
const heartbeat = { intervalMs: 100, timeoutMs: 1000 };

describe(`${verifies('ACK-3', 'ACK-5', 'PS-1', 'CL-4')}a link that dies costs nothing at our service`, () => {
  let cells: readonly Cell[];

  beforeAll(async () => {
    cells = await runLinkTrials({ count, seed, heartbeats: [heartbeat] });
  }, 300_000);

  test.each([...deaths, clientKill])('$name', ({ name }) => {
    const ours = cells.find(({ death, service }) => death === name && service === 'ours');
    expect(ours).toMatchObject({ trials: count, lost: 0, doubled: 0, wrong: 0, failures: [] });
    expect(ours?.recorded).toBeGreaterThan(count);
  });

  test('and outcomes at a service without acknowledgements', () => {
    const theirs = cells.filter(({ service }) => service !== 'ours');
    const lost = (name: string): number => theirs.find(({ death }) => death === name)?.lost ?? 0;
    expect(lost('black hole')).toBeGreaterThan(count);
    expect(theirs.every(({ doubled, failures }) => doubled === 0 && failures.length === 0)).toBe(true);
  });
});

test('the verdict tells lost, doubled, repeated and wrong outcomes apart', () => {
  const delivered = [
    { number: 0, id: 'a' },
    { number: 0, id: 'a' },
    { number: 2, id: undefined },
    { number: 2, id: undefined },
    { number: 1, id: 'b' },
    { number: 1, id: 'c' },
    { number: Number.NaN, id: 'd' },
    { number: 9, id: 'e' },
  ];
  expect(judge(4, delivered)).toEqual({ recorded: 4, lost: 1, doubled: 2, repeated: 1, wrong: 3 });
});

test('the table in the documents has a line for each death', () => {
  const text = readFileSync(new URL('../../../docs/loss-window.md', import.meta.url), 'utf8');
  for (const { name } of [...deaths, clientKill]) expect(text).toContain(`| ${name} |`);
});

test('one row of the table is recorded anew, and the others stay', () => {
  const before = 'how all came about\n\n| death | lost |\n| --- | --- |\n| FIN | 3 |\n| reset | 4 |';
  const once = withRow(before, "run --only 'reset', first", '| death | lost |\n| --- | --- |\n| reset | 5 |', 'reset');
  const twice = withRow(once, "run --only 'reset', second", '| death | lost |\n| --- | --- |\n| reset | 6 |', 'reset');
  expect(twice).toBe(
    "how all came about\n\nrun --only 'reset', second\n\n| death | lost |\n| --- | --- |\n| FIN | 3 |\n| reset | 6 |",
  );
});

test('a row has both services, though their cells come from processes of their own', () => {
  const rest = { death: 'FIN', trials: 1, recorded: 9, mostLost: 0, doubled: 0, wrong: 0, failures: [] };
  const cell = (service: Cell['service'], lost: number): Cell =>
    structuredClone({ ...rest, service, lost, heartbeat, repeated: 4 });
  const table = tableOf([cell('without acknowledgements', 3), cell('ours', 0)]);
  expect(table.split('\n')[2]).toBe('| FIN | 100 / 1000 ms | 1 | 9 | 3 | 3.0, 0 | 0 | 1 | 9 | 0 | 0.0, 0 | 0 | 4 |');
});
