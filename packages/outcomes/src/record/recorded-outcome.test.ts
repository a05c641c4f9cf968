import { anyCharacter } from '@sdmp/protocol/arbitrary';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outcomeEventText } from '../cloudevents/index.ts';
import { outcomeFromRecord, outcomeId, outcomeJsonText } from '../index.ts';
import { ByteText, OutcomeEventWriter, OutcomeJsonWriter, PlainBody } from '../recorded.ts';

const codes = ['CN', 'TD', 'SI', 'TN', 'AN', 'RE', 'AO', 'IR', 'DD', 'DT', 'ZZ', 'TX', 'ZP', '', 'é1', 'R'];
const values = fc.oneof(
  fc.string({ unit: anyCharacter, maxLength: 12 }),
  fc.string({ unit: fc.constantFrom('a', '"', ',', ' ', '\n', '\x7f', '\x85', '\0', 'é', '漢'), maxLength: 8 }),
  fc.constantFrom('', '0', '10', '007', '2', '{"a":1}', '{"b":{"10":1,"2":2}}', '{"a":1e400}', '"', 'é', '\u{1f4de}'),
  fc.nat({ max: 1200 }).map(String),
  fc.json(),
);
const usualCodes = fc.uniqueArray(fc.constantFrom('TD', 'CN', 'AN', 'SI', 'TN', 'RE', 'AO', 'DD', 'IR', 'DT'));
const usual = usualCodes.chain((some) => fc.tuple(...some.map((code) => fc.tuple(fc.constant(code), values))));
const any = fc.array(fc.tuple(fc.constantFrom(...codes), values), { maxLength: 8 });
const bodies = fc.oneof(usual, any).map((fields) => fields.map(([code, value]) => `\\${code}${value}`).join(''));

const property = fc.property(
  bodies,
  fc.oneof(fc.nat({ max: 20 }), fc.maxSafeNat()),
  fc.option(fc.constantFrom('dialer a/b', 'north')),
  (text, position, named) => {
    // A journal holds UTF-8: what is none was replaced before.
    const bytes = Buffer.from(`before${text}behind`);
    const [start, end] = [6, bytes.length - 6];
    const body = bytes.toString('utf8', start, end);
    const place = { journal: 'a"b', position, time: 1_763_802_000_000 + (position % 5) };
    const outcome = outcomeFromRecord(body, place);
    const source = named ?? undefined;
    const recorded = { ...place, source, isSuccess: undefined, bytes, start, end };
    const out = new ByteText();
    const json = new OutcomeJsonWriter();
    if (json.read(recorded)) {
      json.write(out, recorded);
      expect(Buffer.from(out.view()).toString()).toBe(outcomeJsonText(outcome));
      plainOnes++;
    }
    out.clear();
    if (new OutcomeEventWriter().write(out, recorded)) {
      expect(Buffer.from(out.copy()).toString()).toBe(outcomeEventText(outcome, { id: outcomeId(place), source }));
    } else {
      expect(out.length).toBe(0);
    }
    const plain = new PlainBody();
    if (plain.read(bytes, start, end)) {
      expect([plain.reason, plain.agentOutcome]).toEqual([outcome.reason, outcome.agentOutcome]);
      expect(plain.hasOther).toBe(outcome.other.length > 0);
    }
  },
);

let plainOnes = 0;

test('what is written from the bytes is what is written from the outcome, character for character', () => {
  fc.assert(property, { numRuns: 5000 });
  expect(plainOnes).toBeGreaterThan(500);
}, 120_000);

test('an outcome of a usual shape is plain', () => {
  const bytes = Buffer.from(String.raw`\TDdefault\CNSales "North"\ANJürgen\SI0042\TN0123\RE10\AO102\DTTown~N~Köln|`);
  const body = new PlainBody();
  expect(body.read(bytes, 0, bytes.length)).toBe(true);
  expect([body.reason, body.agentOutcome, body.hasOther, body.count]).toEqual([10, 102, false, 8]);
});

test('bytes that are no text are left to the full reading', () => {
  const bytes = Buffer.from([...Buffer.from(String.raw`\CN`), 0xff]);
  expect(new PlainBody().read(bytes, 0, bytes.length)).toBe(false);
});
