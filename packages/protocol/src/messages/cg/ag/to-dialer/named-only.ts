import { defineMessage } from '../../../../define-message.ts';

/** Messages that are known by name only. */

export const callDisconnect = defineMessage({
  code: 'CD',
  name: 'CallDisconnect',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'namedOnly',
  summary: 'Call Disconnect; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/Suite/API-Guide/agent/fromDialer/CE-CallEnded.htm',
  parameters: [],
});

export const dataLookup = defineMessage({
  code: 'DL',
  name: 'DataLookup',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'namedOnly',
  summary: 'Data Lookup; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/SCC/API-Guide/campaign/fromDialer/DL-DataLookup.htm',
  parameters: [],
});

export const playMessage = defineMessage({
  code: 'PM',
  name: 'PlayMessage',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'namedOnly',
  summary: 'Play Message; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/SCC/SCC-Guide/User-and-Int-Guides/Softdial-CallGem/Tel-Functions/Messaging/Playing-Messages.htm',
  parameters: [],
});

export const staticAgentConfig = defineMessage({
  code: 'WA',
  name: 'StaticAgentConfig',
  service: 'CG',
  interface: 'AG',
  direction: 'toDialer',
  completeness: 'namedOnly',
  summary: 'Static Agent Config; known by name only.',
  notes:
    'Static endpoint configuration, delivered by the configuration service from 10.7; carries defaults for campaign, description and extension. Layer is inferred from context. Parameters are not documented publicly.',
  source: '/Suite/API-Guide/agent/toDialer/GM-GroupMembership.htm',
  parameters: [],
});
