import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SdmpError } from './sdmp-error.ts';
import { compareVersions, parseVersion } from './version.ts';

const versions = fc.array(fc.nat({ max: 999_999 }), { minLength: 2, maxLength: 4 });

describe('parseVersion', () => {
  test('returns the numbers of the text', () => {
    fc.assert(
      fc.property(versions, (numbers) => {
        expect(parseVersion(numbers.join('.'))).toEqual(numbers);
      }),
    );
  });

  test.each([
    '',
    '10',
    '10.',
    '.6',
    '10..6',
    '10.6.660.1.2',
    'v10.6',
    '10.6-beta',
    ' 10.6',
    '10.6\n',
    '1e3.1',
    '10.1234567',
  ])('rejects %j, which is not a version', (text) => {
    expect(() => parseVersion(text)).toThrow(SdmpError);
    expect(() => parseVersion(text)).toThrow(expect.objectContaining({ code: 'RELEASE_UNKNOWN', retryable: false }));
  });

  test('repeats only the start of a long text in its error', () => {
    expect(() => parseVersion('x'.repeat(10_000))).toThrow(/^.{1,150}$/);
  });
});

describe('compareVersions', () => {
  test('orders by numbers, not by text', () => {
    const sorted = ['10.2', '10.6', '10.6.9', '10.6.90', '10.6.660', '10.6.1000', '10.7', '10.7.62', '11.0'];
    for (const [index, version] of sorted.slice(1).entries()) {
      expect(compareVersions(parseVersion(version), parseVersion(sorted[index] ?? ''))).toBeGreaterThan(0);
    }
  });

  test('treats a missing number as 0', () => {
    expect(compareVersions(parseVersion('10.6'), parseVersion('10.6.0.0'))).toBe(0);
  });

  test('is a total order', () => {
    fc.assert(
      fc.property(versions, versions, versions, (a, b, c) => {
        expect(Math.sign(compareVersions(a, b))).toBe(0 - Math.sign(compareVersions(b, a)));
        if (compareVersions(a, b) <= 0 && compareVersions(b, c) <= 0)
          expect(compareVersions(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});
