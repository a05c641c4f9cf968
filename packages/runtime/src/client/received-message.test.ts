import { decode } from '@sdmp/codec';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runOf } from './frame-run.ts';
import { ReceivedMessage } from './received-message.ts';

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
