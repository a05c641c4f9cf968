import { defineMessage } from '../../../../define-message.ts';
import { dialingMethod } from '../../../parameters/call.ts';
import { timeStamp, transactionIdentifier } from '../../../parameters/envelope.ts';
import {
  callRecordingLabel1,
  callRecordingLabel2,
  callRecordingLabel3,
  callRecordingLabel4,
  callRecordingLabel5,
  callRecordingLabel6,
} from '../../../parameters/recording.ts';
import { campaignName, campaignUniqueId, tenantDescriptor } from '../../../parameters/scope.ts';
import { resilienceTopic } from '../../../shared-contradictions.ts';

export const campaignData = defineMessage({
  code: 'CZ',
  name: 'CampaignData',
  service: 'CG',
  interface: 'MA',
  direction: 'fromDialer',
  completeness: 'partial',
  summary: 'Reports the state of a campaign, first as a snapshot and then on every change.',
  notes: 'Answers EC and continues until EE. The rows for ZC and ZO are not documented publicly.',
  example: String.raw`CZ\TXABC001\TDdefault\CNCustCare\YC{...}\ZC1\ZO0\TS40575.511171\DM0`,
  source: '/Suite/API-Guide/management/fromDialer/CZ-CampaignData.htm',
  contradictions: [resilienceTopic],
  parameters: [
    {
      code: 'AT',
      name: 'abandonCallTarget',
      kind: 'double',
      min: 1,
      max: 20,
      since: '10.7.625',
      summary: 'Target rate of abandoned calls in percent, 1 to 5 as x.y; 1 when absent.',
    },
    { ...campaignName, mandatory: true },
    {
      ...dialingMethod,
      mandatory: true,
      summary:
        'Dialing method: 0 predictive (default); 1 redundant, same as 0; 2 manual outbound (from 10.6.341); 3 progressive; 4 preview; 5 inbound; 6 agentless; 7 inbound on hook (from 10.6.341); 101 system.',
    },
    callRecordingLabel1,
    callRecordingLabel2,
    callRecordingLabel3,
    callRecordingLabel4,
    callRecordingLabel5,
    callRecordingLabel6,
    tenantDescriptor,
    { ...timeStamp, mandatory: true },
    { ...transactionIdentifier, mandatory: true, summary: 'TX of the EC.' },
    {
      code: 'TZ',
      name: 'timeZone',
      kind: 'string',
      min: 1,
      max: 80,
      since: '10.6.263',
      summary: 'Time zone for reporting.',
    },
    { ...campaignUniqueId, since: '10.5', summary: 'Unique id of the campaign session. Maximum taken from CO.' },
    {
      code: 'ZC',
      name: 'zc',
      kind: 'integer',
      certainty: 'example',
      summary: 'Campaign state, 1 = running; other values are not documented publicly.',
    },
    { code: 'ZO', name: 'zo', kind: 'integer', certainty: 'example', summary: 'Previous campaign state.' },
  ],
});
