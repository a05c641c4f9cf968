import { anyCharacter } from '@sdmp/protocol/arbitrary';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countedOutcome, RecordCounter } from './index.ts';

const value = fc.oneof(fc.constantFrom('', '10', '007', 'Joe', 'Jürgen', '{"a":1}'), fc.string({ unit: anyCharacter }));
const field = fc.tuple(fc.constantFrom('AN', 'RE', 'AO', 'CN', 'DT', 'ZZ', ''), value);

test('what is counted of the bytes is what is counted of the text', () => {
  const counter = new RecordCounter();
  const property = fc.property(fc.array(field, { maxLength: 6 }), fc.nat({ max: 3 }), (fields, classes) => {
    const bytes = new TextEncoder().encode(fields.map(([code, text]) => `\\${code}${text}`).join(''));
    const body = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const record = { time: 5, classes };
    expect(counter.counted({ ...record, bytes, start: 0, end: bytes.length })).toEqual(
      countedOutcome({ ...record, body }),
    );
  });
  fc.assert(property, { numRuns: 2000 });
}, 120_000);

test('bytes that are no text outside of what is counted change nothing', () => {
  const counter = new RecordCounter();
  const byte = fc.oneof(fc.constantFrom(0x5c, 0x41, 0x4e, 0x52, 0x45, 0x31), fc.integer({ min: 0, max: 255 }));
  const property = fc.property(fc.array(byte, { maxLength: 30 }), (given) => {
    const bytes = Uint8Array.from(given);
    const body = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const record = { time: 5, classes: 1 };
    expect(counter.counted({ ...record, bytes, start: 0, end: bytes.length })).toEqual(
      countedOutcome({ ...record, body }),
    );
  });
  fc.assert(property, { numRuns: 5000 });
}, 120_000);
