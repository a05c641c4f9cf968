import { defineMessage } from '../../../../define-message.ts';

/** Messages that are known by name only. */

export const agentFree = defineMessage({
  code: 'AF',
  name: 'AgentFree',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Agent Free; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/Suite/Guide/User-and-Int-Guides/Controller/The-Agent-Model/Changing-Agent-State/Agent-Integrity.htm',
  parameters: [],
});

export const beginPreview = defineMessage({
  code: 'BP',
  name: 'BeginPreview',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Begin Preview; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/Suite/Guide/User-and-Int-Guides/Controller/Arch-and-Interfaces/DT-Param-XML.htm',
  parameters: [],
});

export const holdAdvise = defineMessage({
  code: 'HA',
  name: 'HoldAdvise',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Hold Advise; known by name only.',
  notes:
    'Named Hold Advise in the ET topic; the message of the CTI interface with the same code is Hold Acknowledge. Layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/Suite/API-Guide/management/toDialer/ET-EnumerateTelephony.htm',
  parameters: [],
});

export const listenAcknowledge = defineMessage({
  code: 'LK',
  name: 'ListenAcknowledge',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Listen Acknowledge; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/Suite/API-Guide/management/toDialer/ET-EnumerateTelephony.htm',
  parameters: [],
});

export const muteAcknowledge = defineMessage({
  code: 'MK',
  name: 'MuteAcknowledge',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Mute Acknowledge; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/Suite/API-Guide/management/toDialer/ET-EnumerateTelephony.htm',
  parameters: [],
});

export const nowAvailable = defineMessage({
  code: 'NA',
  name: 'NowAvailable',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Now Available; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/Suite/Guide/User-and-Int-Guides/Controller/The-Agent-Model/Changing-Agent-State/Agent-Integrity.htm',
  parameters: [],
});

export const nowLoggedOut = defineMessage({
  code: 'NO',
  name: 'NowLoggedOut',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Now Logged Out; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/Suite/Guide/User-and-Int-Guides/Controller/The-Agent-Model/Changing-Agent-State/Agent-Integrity.htm',
  parameters: [],
});

export const recordingAcknowledge = defineMessage({
  code: 'RA',
  name: 'RecordingAcknowledge',
  service: 'CG',
  interface: 'AG',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Recording Acknowledge; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/SCC/API-Guide/cti/toDialer/RA-RecordingAcknowledge.htm',
  parameters: [],
});
