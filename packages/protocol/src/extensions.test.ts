import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  acknowledgedCount,
  acknowledgeToken,
  formatRevision,
  parsePlace,
  parseRevision,
  placeCode,
  placeFormOf,
  placePositionAt,
  placeTokenPrefix,
  revisionCode,
  shortPlaceTokenPrefix,
  subscriberTokenPrefix,
} from './extensions.ts';
import { messages } from './messages/index.ts';

describe('acknowledging tokens', () => {
  test('contain the count', () => {
    fc.assert(
      fc.property(fc.nat(), (count) => {
        expect(acknowledgedCount(acknowledgeToken(count))).toBe(count);
      }),
    );
  });

  test.each(['', 'ack', 'ack:', 'ack:-1', 'ack:1.5', 'ack:x', 'ACK:1', ' ack:1', 'ack:1\n', `ack:${'9'.repeat(16)}`])(
    '%j is not an acknowledging token',
    (token) => {
      expect(acknowledgedCount(token)).toBeUndefined();
    },
  );
});

describe('places', () => {
  test('are parsed into journal, position and time', () => {
    expect(parsePlace('main-1.42.1700000000000')).toEqual({ journal: 'main-1', position: 42, time: 1_700_000_000_000 });
  });

  test.each(['', 'a', 'a.1', '.1.2', 'a.b.1.2', 'a.1.-2', 'a.1.2.3', 'a.1.2\n', 'a.9999999999999999.1'])(
    '%j is not a place',
    (value) => {
      expect(parsePlace(value)).toBeUndefined();
    },
  );

  test('in the short form belong to the journal of the connection, and are invalid without one', () => {
    const place = { journal: 'main-1', position: 42, time: 1_700_000_000_000 };
    expect(parsePlace('.42.1700000000000', 'main-1')).toEqual(place);
    expect(parsePlace('.42.1700000000000')).toBeUndefined();
    expect(parsePlace('main-1.42.1700000000000', 'other')).toEqual(place);
    expect(parsePlace('.42', 'main-1')).toBeUndefined();
    expect(parsePlace('.42.', 'main-1')).toBeUndefined();
  });

  test('have a position that can be read where it stands', () => {
    fc.assert(
      fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), fc.string(), (position, lead) => {
        expect(placePositionAt(`${lead}${position}.7`, lead.length)).toBe(position);
        expect(parsePlace(`j.${position}.7`)?.position).toBe(position);
      }),
    );
  });

  test.each(['', '.', '1', '.1', '-1.', 'a.', '1a.', '9999999999999999.', '00000000000000001.'])(
    '%j is no position of a place',
    (text) => {
      expect(placePositionAt(text, 0)).toBeNaN();
    },
  );

  test('are requested by the token; the token for the short form also requests complete places', () => {
    expect(placeFormOf(`${shortPlaceTokenPrefix}1`)).toBe('short');
    expect(placeFormOf(`${placeTokenPrefix}1`)).toBe('whole');
    expect(placeFormOf(`${subscriberTokenPrefix}1`)).toBe('none');
    expect(shortPlaceTokenPrefix.startsWith(placeTokenPrefix)).toBe(true);
  });

  test('have a code that no documented message uses', () => {
    const codes = messages.flatMap(({ parameters }) => parameters.map(({ code }): string => code));
    expect(codes).not.toContain(placeCode);
  });
});

describe('revisions', () => {
  test('say what was said before, and are read as they are written', () => {
    const number = fc.option(fc.nat(999), { nil: undefined });
    const revision = fc.record({
      revision: fc.integer({ min: 2, max: 999_999_999 }),
      time: fc.nat(8.64e14),
      success: fc.boolean(),
      reason: number,
      agentOutcome: number,
      agent: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(revision, (each) => {
        expect(parseRevision(formatRevision(each))).toEqual(each);
      }),
    );
  });

  test.each(['', '2', '1.5.1.10..', '2.5.2.10..', '2.5.1.x..', '2..1.10..', '-2.5.1.10..', '2.5.1.10.'])(
    '%j is not a revision',
    (value) => {
      expect(parseRevision(value)).toBeUndefined();
    },
  );

  test('stand under a code that no documented message uses', () => {
    const codes = messages.flatMap(({ parameters }) => parameters.map(({ code }): string => code));
    expect(codes).not.toContain(revisionCode);
  });
});
