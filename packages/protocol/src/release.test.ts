import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MessageDefinition } from './define-message.ts';
import { enumerateOutcomes } from './messages/cg/ma/to-dialer/eo-enumerate-outcomes.ts';
import { knownReleases, newestRelease } from './known-releases.ts';
import { messages } from './messages/index.ts';
import { release } from './release.ts';
import { compareVersions, parseVersion } from './version.ts';

const catalogue: readonly MessageDefinition[] = messages;

/** The release one step older: of `10.6.660` it is `10.6.659`, of `10.5` it is `10.4.999999`. */
function justBefore(since: string): string {
  const numbers = [...parseVersion(since)];
  const last = numbers.pop() ?? 0;
  if (numbers.length > 1) return [...numbers, last - 1].join('.');
  return [...numbers, last - 1, 999_999].join('.');
}

const datedMessages = catalogue.flatMap((definition) =>
  definition.since === undefined ? [] : [{ definition, since: definition.since }],
);
const datedParameters = catalogue.flatMap((definition) =>
  definition.parameters.flatMap(({ code, since }) => (since === undefined ? [] : [{ definition, code, since }])),
);

/** Numbers compared by hand, so that the tests do not lean on what they test. */
function isAtLeast(name: string, since: string): boolean {
  const [left, right] = [name, since].map((text) => [...text.split('.').map(Number), 0, 0, 0].slice(0, 4));
  const at = (left ?? []).findIndex((number, index) => number !== right?.[index]);
  return at < 0 || (left?.[at] ?? 0) > (right?.[at] ?? 0);
}

/** Known releases, those around them, and any other. */
const anyRelease = fc.oneof(
  fc.constantFrom(...knownReleases),
  fc.constantFrom(...knownReleases).map(justBefore),
  fc.constantFrom(...knownReleases).map((known) => `${known}.1`.split('.').slice(0, 4).join('.')),
  fc.tuple(fc.constantFrom(9, 10, 11), fc.nat(9), fc.nat(1600)).map((numbers) => numbers.join('.')),
  fc.tuple(fc.nat(99), fc.nat(99)).map((numbers) => numbers.join('.')),
);

describe('release', () => {
  test('has a message from its first release on, but not just before', () => {
    fc.assert(
      fc.property(fc.constantFrom(...datedMessages), ({ definition, since }) => {
        expect(release(since).message(definition)?.definition).toBe(definition);
        expect(release(justBefore(since)).message(definition)).toBeUndefined();
        expect(release(justBefore(since)).candidates(definition, definition.direction)).toEqual([]);
      }),
      { numRuns: datedMessages.length * 3 },
    );
  });

  test(verifies('EO-10') + 'has a parameter from its first release on, but not just before', () => {
    for (const { definition, code, since } of datedParameters) {
      const before = release(justBefore(since)).message(definition);
      expect(before?.codes.has(code) ?? false, `${definition.code}.${code} before ${since}`).toBe(false);
      const from = definition.since ?? since;
      const first = compareVersions(parseVersion(from), parseVersion(since)) > 0 ? from : since;
      expect(release(first).message(definition)?.codes.has(code), `${definition.code}.${code} in ${first}`).toBe(true);
    }
  });

  test(verifies('PS-10') + 'treats PS the same before and after 10.6.263', () => {
    const [before, after] = ['10.6.262', '10.6.263'].map((name) => release(name).message(enumerateOutcomes));
    for (const fields of [['PSmine'], ['PS', ''], ['PS', 'x'.repeat(81)]]) {
      const wire = ['TX', 'a', 'SO', '', ...fields];
      expect(before?.check(wire)).toEqual(after?.check(wire));
    }
    expect(before?.check(['TX', 'a', 'SO', '', 'PS', 'mine'])).toEqual([]);
  });

  test('is the newest known release by default', () => {
    expect(release().name).toBe(newestRelease);
    for (const { since } of [...datedMessages, ...datedParameters]) expect(release().includes(since)).toBe(true);
  });

  test('are listed oldest first, all that the catalogue mentions and no other', () => {
    const mentioned = new Set([...datedMessages, ...datedParameters].map(({ since }) => since));
    expect(new Set(knownReleases)).toEqual(mentioned);
    knownReleases.forEach((name, index) => {
      const older = knownReleases[index - 1];
      if (older !== undefined) expect(isAtLeast(older, name), `${older} before ${name}`).toBe(false);
    });
  });

  test('orders a release that the catalogue does not mention by number', () => {
    expect(release('10.6.661').includes('10.6.660')).toBe(true);
    expect(release('10.6.661').includes('10.6.674')).toBe(false);
    expect(release('99.0').includes(newestRelease)).toBe(true);
  });

  test('returns the same object for the same name', () => {
    expect(release('10.6.660')).toBe(release('10.6.660'));
  });

  test('returns releases beyond the size of its cache', () => {
    const first = release('9.1.0');
    for (let patch = 0; patch < 100; patch++) expect(release(`9.1.${patch}`).name).toBe(`9.1.${patch}`);
    expect(release('9.1.0')).not.toBe(first);
  });

  test('has exactly what was added in it or before, for any number', () => {
    fc.assert(
      fc.property(anyRelease, (name) => {
        const isThere = (since = '0.0'): boolean => isAtLeast(name, since);
        for (const definition of catalogue) {
          const codes = release(name).message(definition)?.codes;
          expect(codes !== undefined).toBe(isThere(definition.since));
          const expected = definition.parameters.filter(({ since }) => isThere(since)).map(({ code }) => code);
          if (codes !== undefined) expect([...codes]).toEqual(expected);
        }
      }),
    );
  });

  test('is, between two that are known, the older of them', () => {
    fc.assert(
      fc.property(anyRelease, (name) => {
        const older = knownReleases.findLast((known) => isAtLeast(name, known)) ?? '0.0';
        for (const definition of catalogue) {
          expect(release(name).message(definition)?.codes).toEqual(release(older).message(definition)?.codes);
        }
      }),
    );
  });

  test('has everything that an older one has', () => {
    fc.assert(
      fc.property(anyRelease, anyRelease, (one, other) => {
        const [older, newer] = isAtLeast(other, one) ? [one, other] : [other, one];
        for (const definition of catalogue) {
          const before = release(older).message(definition)?.codes ?? new Set<string>();
          const after = release(newer).message(definition)?.codes ?? new Set<string>();
          expect([...before].filter((code) => !after.has(code))).toEqual([]);
        }
      }),
    );
  });

  test('rejects any text that is not two to four numbers separated by dots', () => {
    const almost = fc.stringMatching(/^[0-9.x-]{0,12}$/);
    fc.assert(
      fc.property(fc.oneof(fc.string(), almost), (name) => {
        fc.pre(!/^\d{1,6}(\.\d{1,6}){1,3}$/.test(name));
        expect(() => release(name)).toThrow(expect.objectContaining({ code: 'RELEASE_UNKNOWN' }));
      }),
      { numRuns: 1000 },
    );
  });

  test.each(['newest', '', '10', '10.6.x', '10.6.660 ', '10..6', '-1.0', 'ten.six'])('rejects %j', (name) => {
    expect(() => release(name)).toThrow(expect.objectContaining({ code: 'RELEASE_UNKNOWN' }));
  });
});

describe('candidates', () => {
  test('are narrowed down by the address', () => {
    const found = release().candidates({ service: null, interface: null, code: 'ER' });
    expect(found.map(({ definition }) => `${definition.service}:${definition.interface}`)).toEqual([
      'CG:AG',
      'CG:CA',
      'CG:CT',
      'CG:MA',
      'CM:DE',
    ]);
    expect(release().candidates({ service: 'CG', interface: 'MA', code: 'ER' })).toHaveLength(1);
    expect(release().candidates({ service: 'CG', interface: 'MA', code: 'ER' }, 'toDialer')).toEqual([]);
  });

  test(verifies('PS-3') + 'accept NP as WP', () => {
    const [found] = release().candidates({ service: 'CG', interface: 'MA', code: 'NP' }, 'fromDialer');
    expect(found?.definition.code).toBe('WP');
  });

  test(verifies('EO-12') + 'are found by upper-case codes only', () => {
    expect(release().candidates({ service: null, interface: null, code: 'eo' })).toEqual([]);
  });
});
