import { verifies } from '@sdmp/requirements';
import { expect, test } from 'vitest';
import { userOfCertificate } from './certificate-user.ts';

const ann = { tenant: 'north', name: 'ann' };

test.each([
  ['CN and O', { CN: 'ann', O: 'north' }, undefined, ann],
  ['CN alone', { CN: 'ann' }, undefined, { tenant: 'default', name: 'ann' }],
  ['a URI', { CN: 'x' }, 'DNS:a.example, URI:sdmp://north/ann, IP Address:10.0.0.1', ann],
  ['a URI with escapes', {}, 'URI:sdmp://north/ann%20b', { tenant: 'north', name: 'ann b' }],
  ['a URI of another kind, and a subject', { CN: 'ann', O: 'north' }, 'URI:spiffe://north/bob', ann],
  ['two URIs', { CN: 'ann', O: 'north' }, 'URI:sdmp://north/ann, URI:sdmp://south/bob', undefined],
  ['a URI that cannot be read', { CN: 'ann', O: 'north' }, 'URI:sdmp://north/%zz', undefined],
  ['a quoted name that looks like one', {}, 'DNS:"a, URI:sdmp://north/ann"', undefined],
  ['nothing', {}, undefined, undefined],
  ['two CN', { CN: ['ann', 'bob'], O: 'north' }, undefined, undefined],
])(`${verifies('TLS-3')}a certificate with %s`, (_, subject, subjectaltname, user) => {
  expect(userOfCertificate({ subject, subjectaltname })).toEqual(user);
});
