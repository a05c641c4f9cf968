import { decode } from '@sdmp/codec';
import { Outcome } from '@sdmp/outcomes';
import { csvHeader } from '@sdmp/outcomes/columns';
import { expect, test } from 'vitest';
import { csvLine } from './outcome-format.ts';
import { prettyLine } from './pretty.ts';
import { statusLine } from './status-line.ts';

function outcome(frame: string): Outcome {
  return new Outcome(decode(frame), { time: Date.UTC(2026, 10, 22, 9), id: 'j-7' });
}

test('csv is that of RFC 4180, with as many cells as its header', () => {
  const line = csvLine(outcome(String.raw`OZ\CNSales1\RE10\ZZ1\DTsay "a, b"`));
  expect(line).toBe(
    '7,j-7,,2026-11-22T09:00:00.000Z,,Sales1,,,,,10,Connected,,,false,true,"say ""a, b""","[[""ZZ"",""1""]]"\r\n',
  );
  const cells = line.replaceAll(/"(?:[^"]|"")*"/g, '').split(',');
  expect(csvHeader.split(',')).toHaveLength(cells.length);
});

test('the line for people stands in columns, and holds nothing that steers a terminal', () => {
  const first = prettyLine(outcome(String.raw`OZ\CNSales1\TN0123\RE10\AO101\ANJoe`), false);
  const second = prettyLine(outcome('OZ\\CN\u001b[2J\\RE5\\DD'), false);
  expect(first).toMatch(/^2026-11-22T09:00:00\.000Z {2}10 Connected +101 Reschedule +Sales1 +0123 +Joe$/);
  expect(second).toContain('<U+001B>[2J');
  expect(second.endsWith('declined')).toBe(true);
  expect(second.indexOf('<U+001B>[2J')).toBe(first.indexOf('Sales1'));
  expect(prettyLine(outcome(String.raw`OZ\RE10`), true)).toContain('\u001b[32m');
});

test('status changes in words', () => {
  const time = 0;
  const missed = 0;
  expect(statusLine({ kind: 'disconnected', reason: 'gone', retryInMs: 1500, failures: 1, time, missed })).toBe(
    'disconnected: gone; trying again in 1.5 s',
  );
  expect(statusLine({ kind: 'gap', transactionIdentifier: 'x', persistToken: 'p', time, missed })).toMatch(/^GAP/);
  expect(statusLine({ kind: 'idle', time, missed })).toBeUndefined();
});
