import { defineMessage } from '../../../../define-message.ts';
import {
  agentDescription,
  agentExtensionIdentifier,
  agentIdentifier,
  agentUniqueIdOfUnknownLength,
} from '../../../parameters/agent.ts';
import { dialingMethod } from '../../../parameters/call.ts';
import { timeStamp, transactionOfRequest } from '../../../parameters/envelope.ts';
import { campaignName, campaignUniqueIdOfUnknownLength, tenantDescriptor } from '../../../parameters/scope.ts';
import { dataType, resilienceTopic } from '../../../shared-contradictions.ts';

export const agentData = defineMessage({
  code: 'AZ',
  name: 'AgentData',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  completeness: 'partial',
  summary: 'Reports the state of an agent, first as a snapshot and then on every change.',
  notes:
    'Answers EA and continues until EE. How much it carries depends on LD of the EA: LD 1 gives ZA, W0 and W1; LD 2 adds DS, OS, Z3 and Z4; LD 3 adds Z0, Z1, Z2 and DT. The full table is not documented publicly.',
  example: String.raw`AZ\TXABC001\TDdefault\CNCustCare\YC{...}\AN1\YA{...}\AD1\AE1\ZA0\TS40576.633692\W040576.633692\W10.0\DS1\OS0\Z340576.633692\Z40.000000`,
  source: '/Suite/API-Guide/management/fromDialer/AZ-AgentData.htm',
  contradictions: [resilienceTopic],
  parameters: [
    { ...agentDescription, mandatory: true, summary: 'Display name, unique over the open campaigns.' },
    { ...agentExtensionIdentifier, mandatory: true },
    { ...agentIdentifier, mandatory: true },
    { ...campaignName, mandatory: true },
    {
      ...dialingMethod,
      mandatory: true,
      since: '10.6.504',
      summary:
        'Dialing method: 0 predictive (default); 1 redundant, same as 0; 2 manual outbound; 3 progressive; 4 preview; 5 inbound; 6 agentless; 7 inbound on hook; 101 system. From 10.6.504 and, on the 10.7 branch, from 10.7.74.',
    },
    {
      code: 'DS',
      name: 'detailState',
      kind: 'integer',
      min: 0,
      max: 99,
      mandatory: true,
      summary: 'Detailed state, values as DS of TZ (0 to 13); sent only with LD 2 or 3.',
    },
    {
      code: 'DT',
      name: 'data',
      kind: 'data',
      contradictions: [dataType],
      summary: 'Line-of-business data; sent from LD 3, as stated in the EA topic. Type inferred from newer messages.',
    },
    {
      code: 'OS',
      name: 'oldState',
      kind: 'integer',
      min: 0,
      max: 99,
      certainty: 'example',
      summary: 'Previous state, values as DS; sent from LD 2. Limits taken from TZ.',
    },
    { ...tenantDescriptor, certainty: 'example' },
    { ...timeStamp, certainty: 'example' },
    { ...transactionOfRequest, certainty: 'example' },
    {
      code: 'W0',
      name: 'w0',
      kind: 'double',
      summary: 'OLE Automation date; sent from LD 1, as stated in the EA topic. Meaning not documented publicly.',
    },
    {
      code: 'W1',
      name: 'w1',
      kind: 'double',
      summary: 'Sent from LD 1, as stated in the EA topic. Meaning not documented publicly.',
    },
    { ...agentUniqueIdOfUnknownLength, certainty: 'example' },
    { ...campaignUniqueIdOfUnknownLength, certainty: 'example' },
    {
      code: 'Z0',
      name: 'z0',
      kind: 'double',
      summary:
        'Time the agent became available, OLE Automation date, according to the reporting database topic; sent from LD 3.',
    },
    {
      code: 'Z1',
      name: 'z1',
      kind: 'double',
      summary:
        'Time the agent became unavailable, OLE Automation date, according to the reporting database topic; sent from LD 3.',
    },
    {
      code: 'Z2',
      name: 'z2',
      kind: 'double',
      summary: 'Length of the available period, according to the reporting database topic; sent from LD 3.',
    },
    {
      code: 'Z3',
      name: 'z3',
      kind: 'double',
      summary: 'Sent from LD 2, as stated in the EA topic. Meaning not documented publicly.',
    },
    {
      code: 'Z4',
      name: 'z4',
      kind: 'double',
      summary: 'Sent from LD 2, as stated in the EA topic. Meaning not documented publicly.',
    },
    {
      code: 'ZA',
      name: 'za',
      kind: 'integer',
      summary:
        'Login and availability state, 0 = not logged in; sent from LD 1, as stated in the EA topic. Other values are not documented publicly.',
    },
  ],
});
