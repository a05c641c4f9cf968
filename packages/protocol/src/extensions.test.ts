import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { acknowledgedCount, acknowledgeToken, parsePlace, placeCode } from './extensions.ts';
import { messages } from './messages/index.ts';

describe('acknowledging tokens', () => {
  test('give back the count', () => {
    fc.assert(
      fc.property(fc.nat(), (count) => {
        expect(acknowledgedCount(acknowledgeToken(count))).toBe(count);
      }),
    );
  });

  test.each(['', 'ack', 'ack:', 'ack:-1', 'ack:1.5', 'ack:x', 'ACK:1', ' ack:1', 'ack:1\n', `ack:${'9'.repeat(16)}`])(
    '%j acknowledges nothing',
    (token) => {
      expect(acknowledgedCount(token)).toBeUndefined();
    },
  );
});

describe('places', () => {
  test('are read with their journal, position and time', () => {
    expect(parsePlace('main-1.42.1700000000000')).toEqual({ journal: 'main-1', position: 42, time: 1_700_000_000_000 });
  });

  test.each(['', 'a', 'a.1', '.1.2', 'a.b.1.2', 'a.1.-2', 'a.1.2.3', 'a.1.2\n', 'a.9999999999999999.1'])(
    '%j is none',
    (value) => {
      expect(parsePlace(value)).toBeUndefined();
    },
  );

  test('have a code that no documented message uses', () => {
    const codes = messages.flatMap(({ parameters }) => parameters.map(({ code }): string => code));
    expect(codes).not.toContain(placeCode);
  });
});
