import { decode } from '@sdmp/codec';
import type { OutcomeKey } from '@sdmp/outcomes';
import { codePair } from '@sdmp/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type FrameHead, runOf } from './frame-run.ts';
import { ReceivedMessage } from './received-message.ts';
import { ReceivedOutcomes } from '../subscription/received-outcomes.ts';

const segment = fc
  .tuple(
    fc.constantFrom('TX', 'CN', 'AN', 'SI', 'RE', 'AO', 'DT', 'ZP', 'ZZ', 'D', ''),
    fc.oneof(fc.constant(''), fc.constantFrom('10', 'DT', 'j.1.2', '{"a":"\\\\ZP1"}', '<a>\\x</a>', 'a\\DTb', '\\ZP9')),
  )
  .map(([code, value]) => `\\${code}${value}`);
const frame = fc
  .tuple(fc.constantFrom('OZ', 'CG:MA:OZ'), fc.array(segment, { maxLength: 8 }))
  .map(([head, segments]) => head + segments.join(''));

/** Between frames that hold every code. */
function received(text: string): ReceivedMessage {
  const other = String.raw`OZ\TXx\CNx\REx\DTx\ZPx\ZZx\QQx`;
  return new ReceivedMessage(runOf([other, text, other]), 1);
}

test('says the same as a message that was decoded at once', () => {
  fc.assert(
    fc.property(frame, (text) => {
      const whole = decode(text);
      for (const code of ['TX', 'CN', 'RE', 'DT', 'ZP', 'ZZ', 'QQ', 'D', '']) {
        expect(received(text).get(code), `${code} of ${text}`).toBe(whole.get(code));
        expect(received(text).has(code)).toBe(whole.has(code));
      }
      const message = received(text);
      for (const code of ['RE', 'TX', 'DT', 'CN', 'RE', 'QQ', 'ZP']) expect(message.get(code)).toBe(whole.get(code));
      expect(message.fields).toEqual(whole.fields);
      expect(message.get('DT')).toBe(whole.get('DT'));
      expect(message.entries()).toEqual(whole.entries());
      expect([message.service, message.interface, message.code, message.isRouted, message.text]).toEqual([
        whole.service,
        whole.interface,
        whole.code,
        whole.isRouted,
        whole.text,
      ]);
    }),
    { numRuns: 2000 },
  );
});

const codes = ['TX', 'CN', 'RE', 'DT', 'ZP', 'ZZ', 'QQ'];
const keyOf = (code: string): OutcomeKey => ({ code, pair: codePair(code) });

function sayTheSame(texts: readonly string[], head: FrameHead): void {
  const source = new ReceivedOutcomes(runOf(texts).part(0, texts.length, head), 0, undefined);
  // Backwards and forwards, so that it is never the next one that is asked.
  for (const code of [...codes, ...codes.toReversed()]) {
    for (const at of [...texts.keys(), ...[...texts.keys()].toReversed()]) {
      const whole = decode(texts[at] ?? '');
      const value = whole.get(code);
      expect(source.valueAt(at, keyOf(code)), `${code} of ${texts[at] ?? ''}`).toBe(value);
      expect(source.numberAt(at, keyOf(code))).toBe(/^\d+$/.test(value ?? '') ? Number(value) : undefined);
      expect(source.messageAt(at).get(code)).toBe(value);
      expect(source.frameAt(at)).toBe(texts[at]);
    }
  }
}

test('outcomes say the same without messages of their own', () => {
  const none = { length: 0, transactionStart: 0, journal: undefined };
  fc.assert(fc.property(fc.array(frame, { minLength: 1, maxLength: 4 }), (texts) => sayTheSame(texts, none)));
});

test('outcomes of a long run say the same, those with very many segments too', () => {
  const none = { length: 0, transactionStart: 0, journal: undefined };
  const long = fc.array(segment, { minLength: 28, maxLength: 40 }).map((segments) => `OZ${segments.join('')}`);
  const run = fc.array(fc.oneof({ weight: 20, arbitrary: frame }, long), { minLength: 150, maxLength: 200 });
  fc.assert(
    fc.property(run, (texts) => sayTheSame(texts, none)),
    { numRuns: 4 },
  );
});

test('outcomes say the same when they are read from behind what all of them begin with', () => {
  const lead = String.raw`OZ\TX`;
  fc.assert(
    fc.property(
      fc.constantFrom('', 'x', 'sub'),
      fc.array(fc.array(segment, { maxLength: 8 }), { minLength: 1, maxLength: 4 }),
      (transaction, tails) => {
        const prefix = lead + transaction;
        const texts = tails.map((segments) => prefix + segments.join(''));
        sayTheSame(texts, { length: prefix.length, transactionStart: lead.length, journal: undefined });
      },
    ),
  );
});

test('a test runner tells received messages apart that differ, and no others', () => {
  const text = String.raw`OZ\TXt\CNa\RE10`;
  expect(received(text)).toEqual(received(text));
  expect(received(text)).not.toEqual(received(text.replace('RE10', 'RE2')));
});
