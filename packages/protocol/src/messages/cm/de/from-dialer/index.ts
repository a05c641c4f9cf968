import { portionData } from './ab-portion-data.ts';
import { errorReport } from './er-error-report.ts';
import { messageVerify } from './mv-message-verify.ts';
import { propertyData } from './pd-property-data.ts';
import { recordInserted } from './ri-record-inserted.ts';
import { statusBroadcast } from './sb-status-broadcast.ts';
import { statusData } from './sd-status-data.ts';

/** Messages of CM:DE, from the dialer, by code. */
export const cmDeFromDialer = [
  portionData,
  errorReport,
  messageVerify,
  propertyData,
  recordInserted,
  statusBroadcast,
  statusData,
] as const;
