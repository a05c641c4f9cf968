import { permissionFlagsOf, type Privilege } from '@sdmp/protocol';
import { decoyHash, hashPassword, type ScryptParameters, type UserProvider } from '../../../src/server/users/index.ts';

/** As little work as the format takes: what is tested is not how hard guessing is. */
export const cheapParameters: ScryptParameters = { logN: 10, r: 8, p: 1 };

export interface SomeUser {
  readonly tenant: string;
  readonly name: string;
  readonly password: string;
  readonly privileges?: readonly Privilege[];
}

export const ann: SomeUser = { tenant: 'north', name: 'ann', password: 'a n n', privileges: ['supervisor'] };
export const bob: SomeUser = { tenant: 'south', name: 'bob', password: 'b0b' };
export const manager: SomeUser = { tenant: 'north', name: 'cm', password: 'cm', privileges: ['campaignAdmin'] };
export const system: SomeUser = {
  tenant: 'landlord',
  name: 'SYSTEM',
  password: 'SYSTEM',
  privileges: ['campaignAdmin'],
};

/** Users who are in no file. */
export async function someUsers(...users: readonly SomeUser[]): Promise<UserProvider> {
  const found = new Map(
    await Promise.all(
      users.map(async ({ tenant, name, password, privileges = [] }) => {
        const hash = await hashPassword(password, cheapParameters);
        return [`${tenant}/${name}`, { password: hash, permissionFlags: permissionFlagsOf(privileges) }] as const;
      }),
    ),
  );
  return {
    find: (tenant, name) => found.get(`${tenant}/${name}`),
    decoy: () => decoyHash(cheapParameters),
  };
}

/** UA of a user. */
export function ua({ tenant, name, password }: SomeUser, more = ''): string {
  return `UA\\TD${tenant}\\QI${name}\\PW${password}${more}`;
}

/** The US that says yes. */
export function yes({ tenant, name }: SomeUser, flags = 0): string {
  return `US\\TD${tenant}\\AN${name}\\RS0\\PG${flags}`;
}

/** The US that says no. */
export function no({ tenant, name }: SomeUser, status: number): string {
  return `US\\TD${tenant}\\AN${name}\\RS${status}\\PG0`;
}
