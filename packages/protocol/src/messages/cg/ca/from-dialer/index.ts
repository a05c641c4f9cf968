import { campaignOpen } from './co-campaign-open.ts';
import { callRequest } from './cr-call-request.ts';
import { dataLookup } from './dl-data-lookup.ts';
import { enumerateMetrics } from './em-enumerate-metrics.ts';
import { errorReport } from './er-error-report.ts';
import { numberBack } from './nb-number-back.ts';
import { userStatus } from './us-user-status.ts';

/** Messages of CG:CA, from the dialer, by code. */
export const cgCaFromDialer = [
  campaignOpen,
  callRequest,
  dataLookup,
  enumerateMetrics,
  errorReport,
  numberBack,
  userStatus,
] as const;
