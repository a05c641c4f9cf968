import { defineMessage } from '../../../../define-message.ts';

/** Messages that are known by name only. */

export const playMessage = defineMessage({
  code: 'PM',
  name: 'PlayMessage',
  service: 'CG',
  interface: 'CT',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Play Message; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/SCC/SCC-Guide/User-and-Int-Guides/Softdial-CallGem/Tel-Functions/Messaging/Playing-Messages.htm',
  parameters: [],
});

export const requestRecording = defineMessage({
  code: 'RR',
  name: 'RequestRecording',
  service: 'CG',
  interface: 'CT',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Request Recording; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source: '/SCC/API-Guide/cti/toDialer/RA-RecordingAcknowledge.htm',
  parameters: [],
});

export const requestUnavailable = defineMessage({
  code: 'RU',
  name: 'RequestUnavailable',
  service: 'CG',
  interface: 'CT',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Request Unavailable; known by name only.',
  notes:
    'Named in the documentation of other topics only; layer and direction are inferred from context. Parameters are not documented publicly.',
  source:
    '/Suite/Guide/User-and-Int-Guides/Controller/The-Agent-Model/Changing-Agent-State/Agent-Removal-and-Emergency-Shutdown.htm',
  parameters: [],
});

export const timeoutQueue = defineMessage({
  code: 'TQ',
  name: 'TimeoutQueue',
  service: 'CG',
  interface: 'CT',
  direction: 'fromDialer',
  completeness: 'namedOnly',
  summary: 'Timeout Queue; known by name only.',
  notes:
    'Tells the gateway the queue timeout of an inbound call (parameter QT). Parameters are not documented publicly.',
  source:
    '/Suite/Guide/User-and-Int-Guides/Controller/Camp-and-Dial-Meth/Campaign-Type/Inbound-ACD/Inbound-SDMP-Messaging.htm',
  parameters: [],
});
