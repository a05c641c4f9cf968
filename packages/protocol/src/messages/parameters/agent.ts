import type { ParameterDefinition, ParameterShape } from '../../define-message.ts';
import { agentIdLimits, allPermissions, endpointPassword } from '../shared-contradictions.ts';

/** Parameters of agents and users. */

export const agentIdentifier = {
  code: 'AN',
  name: 'agentIdentifier',
  kind: 'string',
  min: 1,
  max: 80,
  summary: 'Agent (endpoint) identifier.',
} as const satisfies ParameterDefinition;

export const agentAlternativeIdentifier = {
  code: 'AG',
  name: 'agentAlternativeIdentifier',
  kind: 'string',
  min: 1,
  max: 80,
} as const satisfies ParameterShape;

export const agentDescription = {
  code: 'AD',
  name: 'agentDescription',
  kind: 'string',
  min: 1,
  max: 80,
  summary: 'Display name.',
} as const satisfies ParameterDefinition;

export const agentExtensionIdentifier = {
  code: 'AE',
  name: 'agentExtensionIdentifier',
  kind: 'string',
  min: 1,
  max: 120,
  summary: 'Agent extension.',
} as const satisfies ParameterDefinition;

export const agentUniqueId = {
  code: 'YA',
  name: 'agentUniqueId',
  kind: 'string',
  min: 20,
  max: 50,
  contradictions: [agentIdLimits],
  summary: 'Unique id of the agent session.',
} as const satisfies ParameterDefinition;

export const agentUniqueIdUpTo80 = {
  code: 'YA',
  name: 'agentUniqueId',
  kind: 'string',
  min: 1,
  max: 80,
  contradictions: [agentIdLimits],
  summary: 'Unique id of the agent session.',
} as const satisfies ParameterDefinition;

export const agentUniqueIdOfUnknownLength = {
  code: 'YA',
  name: 'agentUniqueId',
  kind: 'string',
  contradictions: [agentIdLimits],
  summary: 'Unique id of the agent session.',
} as const satisfies ParameterDefinition;

export const secondAgent = {
  code: 'A2',
  name: 'secondAgent',
  kind: 'string',
  min: 1,
  max: 80,
  summary: 'Second agent of a transfer or conference.',
} as const satisfies ParameterDefinition;

export const userIdentifier = {
  code: 'QI',
  name: 'userIdentifier',
  kind: 'string',
  min: 1,
  max: 80,
  summary: 'User identifier.',
} as const satisfies ParameterDefinition;

export const password = {
  code: 'PW',
  name: 'password',
  kind: 'string',
  min: 1,
  max: 80,
  contradictions: [endpointPassword],
  summary: 'Password.',
} as const satisfies ParameterDefinition;

export const checkAuthentication = {
  code: 'CK',
  name: 'checkAuthentication',
  kind: 'flag',
  summary: 'Only check the credentials of someone else; the rights of this socket stay unchanged.',
} as const satisfies ParameterDefinition;

export const permissionFlags = {
  code: 'PG',
  name: 'permissionFlags',
  kind: 'integer',
  min: 0,
  max: 65535,
  contradictions: [allPermissions],
  summary:
    'Bit flags of rights: 1 agent; 2 supervisor; 4 configuration; 8 system; 256 super user; 512 job control. 65535 is listed as campaign admin, while the example calls it all permissions.',
} as const satisfies ParameterDefinition;

export const licenseToken = {
  code: 'LN',
  name: 'licenseToken',
  kind: 'string',
  min: 1,
  max: 80,
  summary: 'License token; reserved for the vendor.',
} as const satisfies ParameterDefinition;

export const nailedUp = {
  code: 'NU',
  name: 'nailedUp',
  kind: 'flag',
  summary: 'Agent station stays connected (nailed up).',
} as const satisfies ParameterDefinition;

export const onOff = { code: 'ON', name: 'onOff', kind: 'flag' } as const satisfies ParameterShape;
