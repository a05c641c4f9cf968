import { defineMessage } from '../../../../define-message.ts';
import { applicationSpecificData, data, sessionIdentifier, telephoneNumber } from '../../../parameters/call.ts';
import { token, transactionIdentifier } from '../../../parameters/envelope.ts';
import { agentOutcome, conversion, reason } from '../../../parameters/result.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';
import { dataType } from '../../../shared-contradictions.ts';

export const updateOutcomes = defineMessage({
  code: 'UO',
  name: 'UpdateOutcomes',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'partial',
  summary: 'Updates the outcome or the data of a record.',
  notes:
    'The purpose and explanation texts of the documentation are copied from UI and do not apply. RE is marked mandatory although AO may be given instead and never both; DT is marked mandatory although the example has none. The end of the table is not documented publicly.',
  example: String.raw`UO\TDdefault\CNSample\TN01296381200\RE98\TXUpdate00001`,
  source: '/SCC/API-Guide/management/toDialer/UO-UpdateOutcomes.htm',
  contradictions: ['The texts of purpose and explanation are those of UI.'],
  parameters: [
    { ...agentOutcome, summary: 'Agent disposition to store; AO or RE, not both.' },
    { ...applicationSpecificData, summary: 'Record key as used by Campaign Manager.' },
    campaignName,
    { ...conversion, summary: 'Conversion amount with sign, up to six digits, for example 20.99.' },
    {
      ...data,
      mandatory: true,
      contradictions: [dataType, 'Mandatory in the table, absent in the example.'],
      summary: 'Line-of-business data for the record, Campaign Manager XML framing.',
    },
    {
      ...reason,
      mandatory: true,
      contradictions: ['Mandatory in the table, although AO may be given instead and never both.'],
      summary: 'Dialing cycle outcome, see the list of reasons; marked mandatory although AO may be given instead.',
    },
    { ...sessionIdentifier, certainty: 'inferred' },
    { ...tenantDescriptor, certainty: 'example' },
    { ...token, certainty: 'inferred' },
    { ...telephoneNumber, certainty: 'example' },
    { ...transactionIdentifier, certainty: 'example' },
  ],
});
