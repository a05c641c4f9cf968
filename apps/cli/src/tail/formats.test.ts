import { decode } from '@sdmp/codec';
import { Outcome } from '@sdmp/outcomes';
import { csvHeader, spreadsheetCsvLine } from '@sdmp/outcomes/columns';
import { expect, test } from 'vitest';
import { csvLine } from './outcome-format.ts';
import { statusLine } from './status-line.ts';
import { Summary } from './summary.ts';

function outcome(frame: string): Outcome {
  return new Outcome(decode(frame), { time: Date.UTC(2026, 10, 22, 9), id: 'j-7' });
}

test('csv is that of RFC 4180, with as many cells as its header', () => {
  const line = csvLine(outcome(String.raw`OZ\CNSales1\RE10\ZZ1\DTsay "a, b"`));
  expect(line).toBe(
    '7,j-7,,2026-11-22T09:00:00.000Z,,Sales1,,,,,10,Connected,,,false,true,"say ""a, b""","[[""ZZ"",""1""]]",,,,\r\n',
  );
  const cells = line.replaceAll(/"(?:[^"]|"")*"/g, '').split(',');
  expect(csvHeader.split(',')).toHaveLength(cells.length);
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

test('the summary counts outcomes, connections and gaps', () => {
  let now = 0;
  const summary = new Summary(() => now);
  expect(summary.line({ accepted: 1, gaps: 0 })).toBe('0 outcomes in 0 ms');
  summary.addOutcomes([outcome(String.raw`OZ\RE10`), outcome(String.raw`OZ\RE5`), outcome(String.raw`OZ\RE7`)]);
  now = 125_000;
  expect(summary.line({ accepted: 2, gaps: 1 })).toBe(
    '3 outcomes in 2 min 5 s: 1 success, 2 failures; connected 2 times; 1 GAP: outcomes may be missing',
  );
});

test('csv for spreadsheets begins no cell of text as a formula does, and leaves numbers and the rest alone', () => {
  const row = outcome(String.raw`OZ\CN=1+1\AN@joe\TN+441632960123\SI-5\RE10\AO167\DT=cmd|' /C calc'!A0`);
  const line = csvLine(row, undefined, spreadsheetCsvLine);
  for (const cell of ["'=1+1", "'@joe", "'+441632960123", "'-5", "'=cmd|"]) expect(line).toContain(`,${cell}`);
  expect(line).toContain(',10,Connected,167,');
  expect(csvLine(row)).toContain(',=1+1,');
  for (const start of ['\t', '\r']) {
    expect(csvLine(outcome(`OZ\\CN${start}x`), undefined, spreadsheetCsvLine)).toContain(`'${start}x`);
  }
});
