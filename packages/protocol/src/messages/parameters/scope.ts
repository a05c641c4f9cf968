import type { ParameterDefinition, ParameterShape } from '../../define-message.ts';
import { routeIdentity, serviceStateRange, tenantRequirement } from '../shared-contradictions.ts';

/** Parameters that select what a message applies to: tenant, campaign, queue, route. */

export const tenantDescriptor = {
  code: 'TD',
  name: 'tenantDescriptor',
  kind: 'tenant',
  min: 1,
  max: 80,
  summary: 'Tenant the message applies to (alphanumeric).',
} as const satisfies ParameterDefinition;

export const multiTenancyTenant = {
  ...tenantDescriptor,
  contradictions: [tenantRequirement],
  summary: 'Tenant; required under multi-tenancy, otherwise it must not be sent.',
} as const satisfies ParameterDefinition;

export const serviceState = {
  code: 'SS',
  name: 'serviceState',
  kind: 'integer',
  min: 0,
  max: 2,
  contradictions: [serviceStateRange],
  summary: '0 decommissioned; 1 commissioning; 2 active; 3 decommissioning (the range ends at 2).',
} as const satisfies ParameterDefinition;

export const campaignName = {
  code: 'CN',
  name: 'campaignName',
  kind: 'name',
  min: 1,
  max: 80,
  summary: 'Campaign name.',
} as const satisfies ParameterDefinition;

export const campaignFilter = { ...campaignName, summary: 'Campaign filter.' } as const satisfies ParameterDefinition;

export const campaignIdentifier = {
  code: 'CY',
  name: 'campaignIdentifier',
  kind: 'integer',
  min: 0,
  max: 9999,
} as const satisfies ParameterShape;

export const campaignUniqueId = {
  code: 'YC',
  name: 'campaignUniqueId',
  kind: 'string',
  min: 1,
  max: 80,
  summary: 'Unique id of the campaign session.',
} as const satisfies ParameterDefinition;

export const campaignUniqueIdOfUnknownLength = {
  code: 'YC',
  name: 'campaignUniqueId',
  kind: 'string',
  summary: 'Unique id of the campaign session.',
} as const satisfies ParameterDefinition;

export const campaignTwo = {
  code: 'C2',
  name: 'campaignTwo',
  kind: 'string',
  min: 1,
  max: 80,
} as const satisfies ParameterShape;

export const groupAddress = {
  code: 'GA',
  name: 'groupAddress',
  kind: 'string',
  min: 1,
  max: 80,
  summary: 'Queue (group) address.',
} as const satisfies ParameterDefinition;

export const queueFilter = { ...groupAddress, summary: 'Queue filter.' } as const satisfies ParameterDefinition;

export const identity = {
  code: 'YI',
  name: 'identity',
  kind: 'string',
  min: 0,
  max: 80,
  contradictions: [routeIdentity],
  summary: 'Unique id of the route; written ID in the example.',
} as const satisfies ParameterDefinition;
