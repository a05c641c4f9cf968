import { groupAdd, modifyGroup, overdialTuning } from './named-only.ts';
import { closeCampaign } from './cc-close-campaign.ts';
import { groupDelete } from './dg-group-delete.ts';
import { groupMembership } from './gm-group-membership.ts';
import { groupInService } from './ig-group-in-service.ts';
import { makeCall } from './mc-make-call.ts';
import { numberPriority } from './np-number-priority.ts';
import { openCampaign } from './oc-open-campaign.ts';
import { groupOutOfService } from './og-group-out-of-service.ts';
import { outboundMetrics } from './om-outbound-metrics.ts';
import { resumeCampaign } from './rc-resume-campaign.ts';
import { removeNumber } from './rn-remove-number.ts';
import { suspendCampaign } from './sc-suspend-campaign.ts';
import { userAuthenticate } from './ua-user-authenticate.ts';

/** Messages of CG:CA, to the dialer, by code. */
export const cgCaToDialer = [
  groupAdd,
  closeCampaign,
  groupDelete,
  groupMembership,
  groupInService,
  makeCall,
  modifyGroup,
  numberPriority,
  openCampaign,
  groupOutOfService,
  outboundMetrics,
  overdialTuning,
  resumeCampaign,
  removeNumber,
  suspendCampaign,
  userAuthenticate,
] as const;
