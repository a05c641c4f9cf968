import { expect, test } from 'vitest';
import type { GoodCase } from '../../../scripts/trials/values/cases.ts';
import { judgePrinted } from '../../../scripts/trials/values/printed.ts';
import { Verdict } from '../../../scripts/trials/values/verdict.ts';

const data = '{"n":12345678901234567890}';
const given: GoodCase = {
  id: 'c1',
  fields: [
    ['AN', 'Café €'],
    ['RE', '10'],
    ['SI', 'c1'],
    ['ZZ', ' x '],
    ['DT', data],
  ],
  isObject: true,
  bytes: Buffer.alloc(0),
  json: '',
};
const right = `{"agentIdentifier":"Café €","reason":10,"sessionIdentifier":"c1","data":${data},"dontDial":false,"other":[["ZZ"," x "]]}`;
const frame = `OZ\\TXt\\ANCafé €\\RE10\\SIc1\\ZZ x \\DT${data}`;

function faultsOf(judge: (verdict: Verdict) => void): readonly string[] {
  const verdict = new Verdict(new Map([['c1', given]]));
  judge(verdict);
  return verdict.faults;
}

test.each([
  ['a digit of data', right.replace('90}', '00}')],
  ['a character', right.replace('é', 'e\u0301')],
  ['a blank at the end', right.replace(' x ', ' x')],
  ['a value that is gone', right.replace('"reason":10,', '')],
  ['a value that nobody gave', right.replace('"reason"', '"campaignName":"","reason"')],
  ['a flag', right.replace('false', 'true')],
  ['an outcome that nobody handed in', right.replaceAll('c1', 'c2')],
])('the judge of the trial of values finds %s in JSON', (_, text) => {
  expect(faultsOf((verdict) => judgePrinted(verdict, 'json', 'json', right))).toEqual([]);
  expect(faultsOf((verdict) => judgePrinted(verdict, 'json', 'json', text))).not.toEqual([]);
});

test('the judge of the trial of values finds what was lost and what came twice', () => {
  const after = (text: string): readonly string[] =>
    faultsOf((verdict) => {
      judgePrinted(verdict, 'json', 'json', text);
      verdict.settle('json', ['c1']);
    });
  expect(after(right)).toEqual([]);
  expect(after('')).toEqual(['json: c1 came out 0 times', 'json: 0 came out of 1']);
  expect(after(`${right}\n${right}`)).toEqual(['json: c1 came out 2 times']);
});

test('the judge of the trial of values wants one question mark for each character that an encoding lacks', () => {
  const asBytes = (text: string): readonly string[] =>
    faultsOf((verdict) => verdict.frame('socket', Buffer.from(text, 'latin1'), 'latin1'));
  expect(asBytes(frame.replace('€', '?'))).toEqual([]);
  expect(asBytes(frame.replace('€', '??'))).not.toEqual([]);
  expect(asBytes(frame.replace('€', 'E'))).not.toEqual([]);
  expect(faultsOf((verdict) => verdict.frame('socket', Buffer.from(frame), 'utf-8'))).toEqual([]);
});

test('the judge of the trial of values tells an absent cell of CSV from an empty one', () => {
  const csv = (campaign: string): string =>
    `sessionIdentifier,agentIdentifier,reason,campaignName,data,other\nc1,Café €,10,${campaign},"${data.replaceAll('"', '""')}","[[""ZZ"","" x ""]]"\n`;
  expect(faultsOf((verdict) => judgePrinted(verdict, 'csv', 'csv', csv('')))).toEqual([]);
  expect(faultsOf((verdict) => judgePrinted(verdict, 'csv', 'csv', csv('""')))).not.toEqual([]);
});
