import { defineMessage } from '../../../../define-message.ts';
import { token } from '../../../parameters/envelope.ts';
import { multiTenancyTenant } from '../../../parameters/scope.ts';

export const sessionPreferences = defineMessage({
  code: 'SP',
  name: 'SessionPreferences',
  service: 'CM',
  interface: 'DE',
  direction: 'toDialer',
  since: '10.7.680',
  completeness: 'complete',
  summary: 'Sets the DT framing preferred on this connection.',
  notes: 'Before 10.7.680 the code SP meant Set Campaign Properties (now SO).',
  example: String.raw`SP\TDdefault\RS1`,
  source: '/Suite/API-Guide/campaignManager/toDialer/SP-SessionPreferences.htm',
  contradictions: ['Before 10.7.680 SP set campaign properties, which is SO since.'],
  parameters: [
    {
      code: 'RS',
      name: 'resourceStatus',
      kind: 'integer',
      min: 0,
      max: 3,
      contradictions: ['Without it data are XML in one topic, separated by pipes in another.'],
      summary: 'DT framing wanted on this connection: 0 unformatted; 1 XML; 2 JSON; 3 legacy pipe/tilde.',
    },
    { ...multiTenancyTenant, mandatory: true },
    token,
  ],
});
