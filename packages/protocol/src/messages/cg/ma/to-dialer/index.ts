import { provisionTenant } from './a1-provision-tenant.ts';
import { addIncomingCallRoute } from './ai-add-incoming-call-route.ts';
import { agentSwap } from './as-agent-swap.ts';
import { commissionTenant } from './c1-commission-tenant.ts';
import { callbackHandshaking } from './ch-callback-handshaking.ts';
import { decommissionTenant } from './d1-decommission-tenant.ts';
import { deleteIncomingCallRoute } from './di-delete-incoming-call-route.ts';
import { enumerateTenants } from './e1-enumerate-tenants.ts';
import { enumerateAgents } from './ea-enumerate-agents.ts';
import { enumerateCampaigns } from './ec-enumerate-campaigns.ts';
import { enumerateEnd } from './ee-enumerate-end.ts';
import { enumerateGroups } from './eg-enumerate-groups.ts';
import { enumerateSessions } from './ei-enumerate-sessions.ts';
import { enumerateMetrics } from './em-enumerate-metrics.ts';
import { enumerateNotifications } from './en-enumerate-notifications.ts';
import { enumerateOutcomes } from './eo-enumerate-outcomes.ts';
import { enumerateQueue } from './eq-enumerate-queue.ts';
import { enumerateSwitches } from './es-enumerate-switches.ts';
import { enumerateTelephony } from './et-enumerate-telephony.ts';
import { enumerateSessionEvents } from './ev-enumerate-session-events.ts';
import { enumerateTransferActivity } from './ex-enumerate-transfer-activity.ts';
import { killAgent } from './ka-kill-agent.ts';
import { killCampaign } from './kc-kill-campaign.ts';
import { manageRoute } from './mr-manage-route.ts';
import { notifyEvent } from './ne-notify-event.ts';
import { tenantParameters } from './p1-tenant-parameters.ts';
import { enumerateTurrets } from './qe-enumerate-turrets.ts';
import { registerExternalRouter } from './rx-register-external-router.ts';
import { sessionPreferences } from './sp-session-preferences.ts';
import { updateIncomingCallRoute } from './ui-update-incoming-call-route.ts';
import { updateOutcomes } from './uo-update-outcomes.ts';
import { verifyStatus } from './vs-verify-status.ts';
import { externalRouterDecision } from './xr-external-router-decision.ts';

/** Messages of CG:MA, to the dialer, by code. */
export const cgMaToDialer = [
  provisionTenant,
  addIncomingCallRoute,
  agentSwap,
  commissionTenant,
  callbackHandshaking,
  decommissionTenant,
  deleteIncomingCallRoute,
  enumerateTenants,
  enumerateAgents,
  enumerateCampaigns,
  enumerateEnd,
  enumerateGroups,
  enumerateSessions,
  enumerateMetrics,
  enumerateNotifications,
  enumerateOutcomes,
  enumerateQueue,
  enumerateSwitches,
  enumerateTelephony,
  enumerateSessionEvents,
  enumerateTransferActivity,
  killAgent,
  killCampaign,
  manageRoute,
  notifyEvent,
  tenantParameters,
  enumerateTurrets,
  registerExternalRouter,
  sessionPreferences,
  updateIncomingCallRoute,
  updateOutcomes,
  verifyStatus,
  externalRouterDecision,
] as const;
