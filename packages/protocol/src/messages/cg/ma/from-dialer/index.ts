import { agentData } from './az-agent-data.ts';
import { callbackTimeout } from './bt-callback-timeout.ts';
import { campaignData } from './cz-campaign-data.ts';
import { dialerAdvise } from './da-dialer-advise.ts';
import { enumerateFinished } from './ef-enumerate-finished.ts';
import { errorReport } from './er-error-report.ts';
import { groupData } from './gz-group-data.ts';
import { sessionData } from './iz-session-data.ts';
import { messageVerify } from './mv-message-verify.ts';
import { queueMetrics } from './mz-queue-metrics.ts';
import { notifyEvent } from './ne-notify-event.ts';
import { outcomeData } from './oz-outcome-data.ts';
import { queueData } from './qz-queue-data.ts';
import { routeRequest } from './rq-route-request.ts';
import { routeData } from './rz-route-data.ts';
import { tenantState } from './s1-tenant-state.ts';
import { switchData } from './sz-switch-data.ts';
import { telephonyMessage } from './te-telephony-message.ts';
import { turretData } from './tz-turret-data.ts';
import { sessionEventData } from './vz-session-event-data.ts';
import { newPersistentID } from './wp-new-persistent-id.ts';
import { externalRouterDecision } from './xl-external-router-decision.ts';
import { transferData } from './xz-transfer-data.ts';
import { tenantData } from './z1-tenant-data.ts';

/** Messages of CG:MA, from the dialer, by code. */
export const cgMaFromDialer = [
  agentData,
  callbackTimeout,
  campaignData,
  dialerAdvise,
  enumerateFinished,
  errorReport,
  groupData,
  sessionData,
  messageVerify,
  queueMetrics,
  notifyEvent,
  outcomeData,
  queueData,
  routeRequest,
  routeData,
  tenantState,
  switchData,
  telephonyMessage,
  turretData,
  sessionEventData,
  newPersistentID,
  externalRouterDecision,
  transferData,
  tenantData,
] as const;
