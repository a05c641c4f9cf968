import { defineMessage } from '../../../../define-message.ts';
import { token } from '../../../parameters/envelope.ts';

export const sessionPreferences = defineMessage({
  code: 'SP',
  name: 'SessionPreferences',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  since: '10.6.790',
  completeness: 'complete',
  summary: 'Sets the DT framing preferred on this connection.',
  notes: 'Users of proprietary data formats should send RS 0.',
  example: String.raw`SP\RS1`,
  source: '/Suite/API-Guide/management/toDialer/SP-SessionPreferences.htm',
  parameters: [
    {
      code: 'RS',
      name: 'resourceStatus',
      kind: 'integer',
      min: 0,
      max: 3,
      summary: 'DT framing wanted on this connection: 0 unformatted; 1 XML; 2 JSON; 3 legacy pipe/tilde.',
    },
    token,
  ],
});
