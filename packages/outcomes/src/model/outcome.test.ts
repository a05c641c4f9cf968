import assert from 'node:assert/strict';
import { inspect, isDeepStrictEqual } from 'node:util';
import { decode } from '@sdmp/codec';
import { outcomeData } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import { expect as jestExpect } from 'expect';
import { expect, test } from 'vitest';
import { Outcome } from './outcome.ts';
import { outcomeFromMessage } from './outcome-from-message.ts';

const time = Date.UTC(2026, 10, 22, 9);

function outcomeOf(frame: string): Outcome {
  return outcomeFromMessage(decode(frame), { now: time });
}

test(verifies('OZ-2') + 'the documented example reads under long names', () => {
  const outcome = outcomeOf(outcomeData.example);
  expect(outcome.transactionIdentifier).toBe('EOSales1');
  expect(outcome.frame).toBe(outcomeData.example);
  expect(outcome.data).toBe('');
  expect(outcome.toJSON()).toEqual({
    time: '2026-11-22T09:00:00.000Z',
    campaignName: 'Sales1',
    agentIdentifier: 'Joe',
    sessionIdentifier: '001234567890',
    reason: 10,
    reasonName: 'Connected',
    agentOutcome: 167,
    data: '',
    dontDial: false,
    success: true,
  });
});

test('every getter reads its parameter', () => {
  const outcome = outcomeOf(String.raw`OZ\TDacme\CNa\SIs\TN01632960001\ANann\AGx\RE2\AO1\IR17\DD\DTd\TXt`);
  expect(outcome).toMatchObject({
    tenantDescriptor: 'acme',
    campaignName: 'a',
    sessionIdentifier: 's',
    telephoneNumber: '01632960001',
    agentIdentifier: 'ann',
    agentAlternativeIdentifier: 'x',
    reason: 2,
    reasonName: 'No Answer',
    agentOutcome: 1,
    rawCause: 17,
    dontDial: true,
    data: 'd',
    transactionIdentifier: 't',
  });
});

test(verifies('OZ-2') + 'what is absent on the wire is absent', () => {
  const outcome = outcomeOf(String.raw`OZ\RE777`);
  expect(outcome.agentIdentifier).toBeUndefined();
  expect(outcome.agentOutcome).toBeUndefined();
  expect(outcome.data).toBeUndefined();
  expect(outcome.reasonName).toBeUndefined();
  expect(outcome.toJSON()).toEqual({
    time: '2026-11-22T09:00:00.000Z',
    reason: 777,
    dontDial: false,
    success: false,
  });
});

test(verifies('OZ-3') + 'DD says that the agent declined the preview', () => {
  expect(outcomeOf(String.raw`OZ\CNa\DD\RE0`).dontDial).toBe(true);
  expect(outcomeOf(String.raw`OZ\CNa\RE0`).dontDial).toBe(false);
});

test(verifies('OZ-6') + 'unknown parameters, repeats and numbers that are none are kept in order', () => {
  const outcome = outcomeOf(String.raw`OZ\TXt\ZZ1\CNa\\CNb\Q1\ZZ2\REx\AO\A\ZPj.1.2`);
  expect(outcome.campaignName).toBe('a');
  expect(outcome.reason).toBeUndefined();
  const other = [
    ['ZZ', '1'],
    ['CN', 'b'],
    ['Q1', ''],
    ['ZZ', '2'],
    ['RE', 'x'],
    ['A', ''],
  ];
  expect(outcome.other).toEqual(other);
  expect(outcome.toJSON().other).toEqual(other);
});

test('a place gives the id and the time, and is not shown', () => {
  const outcome = outcomeOf(String.raw`OZ\TXt\ZPa1-b2.42.1763802000123\CNa`);
  expect(outcome.id).toBe('a1-b2-42');
  expect(outcome.time).toBe(1763802000123);
  expect(outcome.other).toEqual([]);
  expect(outcome.toJSON().id).toBe('a1-b2-42');
});

test('a place without a journal is in the one that is named beside the message', () => {
  const message = decode(String.raw`OZ\TXt\ZP.42.1763802000123\CNa`);
  expect(outcomeFromMessage(message, { now: time, journal: 'a1-b2' })).toMatchObject({
    id: 'a1-b2-42',
    time: 1763802000123,
  });
  expect(outcomeFromMessage(message, { now: time })).toMatchObject({ id: undefined, time });
});

test.each(['', 'x', 'j.1', 'j.1.9999999999999999', 'j.9999999999999999.1'])('%j is no place', (value) => {
  const outcome = outcomeOf(String.raw`OZ\ZP${value}\CNa`);
  expect(outcome.id).toBeUndefined();
  expect(outcome.time).toBe(time);
});

test('data that is the JSON text of an object is an object in JSON', () => {
  expect(outcomeOf(String.raw`OZ\DT{"a": "x\\TXy", "b": [1.50]}\CNa`).toJSON()).toMatchObject({
    data: { a: String.raw`x\TXy`, b: [1.5] },
    campaignName: 'a',
  });
});

test(verifies('OZ-4') + 'the success rule can be replaced', () => {
  const message = decode(String.raw`OZ\RE5`);
  expect(new Outcome(message, { time }).success).toBe(false);
  expect(new Outcome(message, { time, isSuccess: (reason) => reason === 5 }).success).toBe(true);
});

const sold = String.raw`OZ\TXEOSales1\CNSales1\ANJoe\SI1\RE10\AO167\DT`;
const differing = [
  ['another session', sold.replace('SI1', 'SI2')],
  ['another reason', sold.replace('RE10', 'RE2')],
  ['data', `${sold}x`],
  ['an unknown parameter', sold.replace('\\DT', '\\ZZ1\\DT')],
  ['an agent less', sold.replace('\\ANJoe', '')],
] as const;

test.each(differing)('a test runner tells an outcome from one with %s', (_, other) => {
  expect(outcomeOf(sold)).not.toEqual(outcomeOf(other));
  expect([outcomeOf(sold)]).not.toStrictEqual([outcomeOf(other)]);
  assert.notDeepEqual(outcomeOf(sold), outcomeOf(other));
  expect(isDeepStrictEqual({ outcome: outcomeOf(sold) }, { outcome: outcomeOf(other) })).toBe(false);
  jestExpect(outcomeOf(sold)).not.toEqual(outcomeOf(other));
  jestExpect([outcomeOf(sold)]).not.toStrictEqual([outcomeOf(other)]);
  jestExpect([outcomeOf(sold)]).not.toContainEqual(outcomeOf(other));
});

test('a test runner finds an outcome equal to itself received again', () => {
  expect(outcomeOf(sold)).toEqual(outcomeOf(sold));
  expect([outcomeOf(sold)]).toStrictEqual([outcomeOf(sold)]);
  assert.deepEqual(outcomeOf(sold), outcomeOf(sold));
  jestExpect(outcomeOf(sold)).toEqual(outcomeOf(sold));
  jestExpect([outcomeOf(sold)]).toStrictEqual([outcomeOf(sold)]);
});

test('console.log shows what an outcome holds', () => {
  const shown = inspect({ outcome: outcomeOf(sold) });
  expect(shown).toContain('outcome: Outcome {');
  expect(shown).toContain("campaignName: 'Sales1'");
  expect(inspect({ a: { b: { c: outcomeOf(sold) } } })).toContain('[Outcome]');
});

test('the plain form can be spread and cloned', () => {
  const plain = outcomeOf(sold).toJSON();
  expect(structuredClone(plain)).toEqual(plain);
  expect({ ...plain }.sessionIdentifier).toBe('1');
});

test('the key is the id, or says the same for the same call of a dialer without places', () => {
  const at = (frame: string, now: number): Outcome => outcomeFromMessage(decode(frame), { now });
  const { key } = at(sold, time);
  expect(key).toMatch(/^content-[0-9a-f]{32}$/);
  expect(at(sold.replace('TXEOSales1', 'TXother'), time + 1).key).toBe(key);
  for (const [, other] of differing) expect(at(other, time).key).not.toBe(key);
  const placed = outcomeOf(String.raw`OZ\TXt\ZPa1-b2.42.1763802000123\CNa`);
  expect(placed.key).toBe(placed.id);
});
