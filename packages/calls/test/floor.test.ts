import { decode, format } from '@sdmp/codec';
import { outcomeFromRecord, type OutcomeRecord, outcomeRecord } from '@sdmp/outcomes';
import { outcomeData } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import { type FloorOutcome, simulateFloor } from '@sdmp/testkit';
import { expect, test } from 'vitest';
import { defaultCallLimits } from '../src/life/choices.ts';
import { KnownCalls } from '../src/life/known-calls.ts';

function read({ body }: OutcomeRecord, time: number): string {
  return JSON.stringify(outcomeFromRecord(body, { journal: 'j', position: 0, time }));
}

/** What the floor itself says that a call came to, as a record of a journal would be read. */
function stated({ at, fields }: FloorOutcome): string {
  const text = format({ service: null, interface: null, code: outcomeData.code, fields });
  return read(outcomeRecord(decode(text), { time: at }), at);
}

test(`${verifies('CALL-1')}the reports of a shift of 8 hours with 200 agents come to what the floor says of each call`, () => {
  const calls = new KnownCalls(defaultCallLimits);
  // What came from one side and not yet from the other: a whole shift would fill the memory.
  const made: string[] = [];
  const expected: string[] = [];
  const wrong: { readonly made: string; readonly expected: string }[] = [];
  let compared = 0;
  let position = 0;
  let ignored = 0;
  for (const event of simulateFloor({ seed: 8 })) {
    if (event.kind === 'outcome') {
      expected.push(stated(event));
    } else {
      for (const expiry of calls.due(event.at, 0, 1000)) calls.apply({ expiry }, position++, event.at);
      const { outcome, ignored: reason } = calls.apply({ report: event }, position++, event.at);
      if (reason !== undefined) ignored++;
      if (outcome !== undefined) made.push(read(outcome, event.at));
    }
    if (made.length > 0 && expected.length > 0) {
      const pair = { made: made.shift() ?? '', expected: expected.shift() ?? '' };
      if (pair.made !== pair.expected) wrong.push(pair);
      compared++;
    }
  }
  expect(calls.open).toBe(0);
  expect(ignored).toBe(0);
  expect(compared).toBeGreaterThan(80_000);
  expect([made, expected]).toEqual([[], []]);
  expect(wrong).toEqual([]);
});
