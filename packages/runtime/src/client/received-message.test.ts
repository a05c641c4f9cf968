import { decode } from '@sdmp/codec';
import fc from 'fast-check';
import { expect, test } from 'vitest';
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

test('says the same as a message that was decoded at once', () => {
  fc.assert(
    fc.property(frame, (text) => {
      const whole = decode(text);
      for (const code of ['TX', 'CN', 'RE', 'DT', 'ZP', 'ZZ', 'QQ', 'D', '']) {
        expect(new ReceivedMessage(text).get(code), `${code} of ${text}`).toBe(whole.get(code));
        expect(new ReceivedMessage(text).has(code)).toBe(whole.has(code));
      }
      const received = new ReceivedMessage(text);
      expect(received.fields).toEqual(whole.fields);
      expect(received.get('DT')).toBe(whole.get('DT'));
      expect(received.entries()).toEqual(whole.entries());
      expect([received.service, received.interface, received.code, received.isRouted, received.text]).toEqual([
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
