import { expect, test } from 'vitest';
import { userStatus } from './messages/cg/ag/from-dialer/us-user-status.ts';
import { explainUserStatus, isPermitted, permissionFlagsOf, privilegeFlags, userStatuses } from './user-status.ts';

test('each user status has a unique number and a description', () => {
  const codes = Object.values(userStatuses).map(({ code }) => code);
  expect(codes).toEqual([...new Set(codes)].toSorted((a, b) => a - b));
  expect(explainUserStatus(2)).toBe('the password is wrong');
  expect(explainUserStatus(99)).toBeUndefined();
});

test('privileges combine to a PG within the range of US', () => {
  expect(permissionFlagsOf([])).toBe(0);
  expect(permissionFlagsOf(['supervisor', 'jobControl', 'supervisor'])).toBe(514);
  const most = userStatus.parameters.find(({ name }) => name === 'permissionFlags')?.max;
  expect(permissionFlagsOf(['agent', 'campaignAdmin'])).toBe(most);
});

test('a privilege requires all of its bits', () => {
  expect(isPermitted(514, 'supervisor')).toBe(true);
  expect(isPermitted(514, 'agent')).toBe(false);
  expect(isPermitted(65_534, 'campaignAdmin')).toBe(false);
  for (const name of ['agent', 'system', 'campaignAdmin'] as const) {
    expect(isPermitted(privilegeFlags.campaignAdmin, name)).toBe(true);
  }
});
