import { expect, test } from 'vitest';
import { decoyHash, defaultScryptParameters } from './password-hash.ts';
import { VerifiedPasswords } from './verified-passwords.ts';

const stored = decoyHash(defaultScryptParameters);
const other = decoyHash(defaultScryptParameters);

test('a right password is known again, however its characters are written; another is not, nor that of another user', () => {
  const verified = new VerifiedPasswords({ maxKeys: 10, ageMs: 1000, now: () => 0 });
  verified.remember('ann', 'caf\u00e9', stored);
  expect(verified.has('ann', 'cafe\u0301')).toBe(true);
  expect(verified.has('ann', 'cafe')).toBe(false);
  expect(verified.has('bob', 'caf\u00e9')).toBe(false);
  expect([verified.isAgainst('ann', stored), verified.isAgainst('ann', other)]).toEqual([true, false]);
});

test('it is forgotten after its time, and when too many came after it', () => {
  let nowMs = 0;
  const verified = new VerifiedPasswords({ maxKeys: 2, ageMs: 1000, now: () => nowMs });
  for (const user of ['ann', 'bob', 'cora']) verified.remember(user, 'x', stored);
  expect(['ann', 'bob', 'cora'].map((user) => verified.has(user, 'x'))).toEqual([false, true, true]);
  nowMs = 1001;
  expect(verified.has('cora', 'x')).toBe(false);
  const none = new VerifiedPasswords({ maxKeys: 0, ageMs: 1000, now: () => 0 });
  none.remember('ann', 'x', stored);
  expect(none.has('ann', 'x')).toBe(false);
});
