import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { cheapParameters } from '../../../test/server/support/some-users.ts';
import { decoyHash, formatPasswordHash, hashPassword, isPassword, parsePasswordHash } from './password-hash.ts';

test(`${verifies('AU-3')}a password is told by its hash alone, which is another one each time`, async () => {
  const [one, other] = [await hashPassword('pÄss', cheapParameters), await hashPassword('pÄss', cheapParameters)];
  expect(formatPasswordHash(one)).not.toBe(formatPasswordHash(other));
  expect(await isPassword('pÄss', one)).toBe(true);
  expect(await isPassword('pA\u0308ss', one)).toBe(true);
  for (const wrong of ['', 'päss', 'pÄss ', 'pÄs']) expect(await isPassword(wrong, one), wrong).toBe(false);
});

test('a hash made elsewhere is understood: the third vector of RFC 7914 in its PHC form', async () => {
  const text =
    '$scrypt$ln=14,r=8,p=1$U29kaXVtQ2hsb3JpZGU$cCO9yzr9c0hGHAbNgf046/2o+7qQT44+qbVD9lRdofLVQylVYT8Pz2LUlwUkKpr55h6F3A1lHkDfzwF7RVdYhw';
  const hash = parsePasswordHash(text);
  expect(hash && (await isPassword('pleaseletmein', hash))).toBe(true);
  expect(hash && formatPasswordHash(hash)).toBe(text);
});

test.each([
  '',
  'secret',
  '$scrypt$ln=9,r=8,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  '$scrypt$ln=20,r=32,p=1$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  '$scrypt$ln=15,r=8,p=17$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  '$scrypt$ln=15,r=8,p=1$c2E$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  '$scrypt$ln=15,r=8,p=1$c2FsdHNhbHQ$AAAA',
  '$argon2id$v=19$m=65536,t=3,p=4$c2FsdHNhbHQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
])('%j is no hash', (text) => {
  expect(parsePasswordHash(text)).toBeUndefined();
});

test('parameters that would need too much memory are refused', async () => {
  await expect(hashPassword('x', { logN: 20, r: 32, p: 1 })).rejects.toMatchObject({ code: 'INVALID_ARGUMENT' });
});

test('nothing is the password of a decoy', async () => {
  expect(await isPassword('', decoyHash(cheapParameters))).toBe(false);
});
