import { addCampaign } from './ac-add-campaign.ts';
import { addDNCNumber } from './dd-add-dnc-number.ts';
import { enumerateCampaignProperties } from './ep-enumerate-campaign-properties.ts';
import { enumerateStatus } from './es-enumerate-status.ts';
import { getPortions } from './ga-get-portions.ts';
import { getCampaignProperties } from './gp-get-campaign-properties.ts';
import { insertRecord } from './ir-insert-record.ts';
import { openCampaign } from './oc-open-campaign.ts';
import { optOut } from './oo-opt-out.ts';
import { setCampaignProperties } from './so-set-campaign-properties.ts';
import { sessionPreferences } from './sp-session-preferences.ts';
import { statusRequest } from './sr-status-request.ts';
import { stopStatusRequest } from './ss-stop-status-request.ts';

/** Messages of CM:DE, to the dialer, by code. */
export const cmDeToDialer = [
  addCampaign,
  addDNCNumber,
  enumerateCampaignProperties,
  enumerateStatus,
  getPortions,
  getCampaignProperties,
  insertRecord,
  openCampaign,
  optOut,
  setCampaignProperties,
  sessionPreferences,
  statusRequest,
  stopStatusRequest,
] as const;
