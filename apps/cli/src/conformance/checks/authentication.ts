import { randomBytes } from 'node:crypto';
import { codeOf, userStatus, userStatuses } from '@sdmp/protocol';
import { logIn } from '../../send/log-in.ts';
import type { Check } from '../check.ts';
import type { Lab } from '../lab.ts';
import { must, NotChecked } from '../unmet.ts';

const statusCode = codeOf(userStatus, 'resourceStatus');
const flags = codeOf(userStatus, 'permissionFlags');

/** AU-1: what UA is answered with. */
export const authenticationChecks: readonly Check<Lab>[] = [
  {
    requirement: 'AU-1',
    name: 'right',
    title: 'UA with the right password is answered by US with RS 0 and PG',
    needs: ['login'],
    run: async (lab) => {
      const status = await authenticate(lab, {});
      must(status.get(statusCode) === String(userStatuses.authenticated.code), 'RS is not 0');
      must(status.get(flags) !== undefined, 'PG is absent');
    },
  },
  {
    requirement: 'AU-1',
    name: 'wrong',
    title: 'UA with a wrong password is answered by US with another RS than 0',
    needs: ['login'],
    run: async (lab) => {
      const status = await authenticate(lab, { password: randomBytes(12).toString('hex') });
      must(status.get(statusCode) !== String(userStatuses.authenticated.code), 'RS is 0');
    },
  },
];

async function authenticate(lab: Lab, changed: { readonly password?: string }) {
  const { credentials } = lab.parts;
  if (credentials === undefined) throw new NotChecked('needs --user and --password-file');
  const peer = await lab.openBare();
  peer.send(logIn({ ...credentials, ...changed }).frame);
  return peer.expect(userStatus);
}
