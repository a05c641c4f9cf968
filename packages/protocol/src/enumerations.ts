import type { agentData } from './messages/cg/ma/from-dialer/az-agent-data.ts';
import type { campaignData } from './messages/cg/ma/from-dialer/cz-campaign-data.ts';
import type { groupData } from './messages/cg/ma/from-dialer/gz-group-data.ts';
import type { sessionData } from './messages/cg/ma/from-dialer/iz-session-data.ts';
import type { queueMetrics } from './messages/cg/ma/from-dialer/mz-queue-metrics.ts';
import type { notifyEvent } from './messages/cg/ma/from-dialer/ne-notify-event.ts';
import type { queueData } from './messages/cg/ma/from-dialer/qz-queue-data.ts';
import type { switchData } from './messages/cg/ma/from-dialer/sz-switch-data.ts';
import type { telephonyMessage } from './messages/cg/ma/from-dialer/te-telephony-message.ts';
import type { turretData } from './messages/cg/ma/from-dialer/tz-turret-data.ts';
import type { sessionEventData } from './messages/cg/ma/from-dialer/vz-session-event-data.ts';
import type { transferData } from './messages/cg/ma/from-dialer/xz-transfer-data.ts';
import type { tenantData } from './messages/cg/ma/from-dialer/z1-tenant-data.ts';
import { enumerateTenants } from './messages/cg/ma/to-dialer/e1-enumerate-tenants.ts';
import { enumerateAgents } from './messages/cg/ma/to-dialer/ea-enumerate-agents.ts';
import { enumerateCampaigns } from './messages/cg/ma/to-dialer/ec-enumerate-campaigns.ts';
import { enumerateGroups } from './messages/cg/ma/to-dialer/eg-enumerate-groups.ts';
import { enumerateSessions } from './messages/cg/ma/to-dialer/ei-enumerate-sessions.ts';
import { enumerateMetrics } from './messages/cg/ma/to-dialer/em-enumerate-metrics.ts';
import { enumerateNotifications } from './messages/cg/ma/to-dialer/en-enumerate-notifications.ts';
import { enumerateQueue } from './messages/cg/ma/to-dialer/eq-enumerate-queue.ts';
import { enumerateSwitches } from './messages/cg/ma/to-dialer/es-enumerate-switches.ts';
import { enumerateTelephony } from './messages/cg/ma/to-dialer/et-enumerate-telephony.ts';
import { enumerateSessionEvents } from './messages/cg/ma/to-dialer/ev-enumerate-session-events.ts';
import { enumerateTransferActivity } from './messages/cg/ma/to-dialer/ex-enumerate-transfer-activity.ts';
import { enumerateTurrets } from './messages/cg/ma/to-dialer/qe-enumerate-turrets.ts';

/**
 * Requests of the management interface that are answered by a stream of data messages until EE, by code, without EO, which
 * is handled separately.
 */
export const enumerations = [
  enumerateTenants,
  enumerateAgents,
  enumerateCampaigns,
  enumerateGroups,
  enumerateSessions,
  enumerateMetrics,
  enumerateNotifications,
  enumerateQueue,
  enumerateSwitches,
  enumerateTelephony,
  enumerateSessionEvents,
  enumerateTransferActivity,
  enumerateTurrets,
] as const;

/** Definition of an enumeration request: one of `enumerations`. */
export type Enumeration = (typeof enumerations)[number];

/** Long name of an enumeration, such as `EnumerateAgents`. */
export type EnumerationName = Enumeration['name'];

/** Request with this name. */
export type EnumerationNamed<Name extends EnumerationName> = Extract<Enumeration, { readonly name: Name }>;

/** The data message of each enumeration. Written out, so that a compiler need not search the whole catalogue for it. */
interface DataMessages {
  readonly EnumerateTenants: typeof tenantData;
  readonly EnumerateAgents: typeof agentData;
  readonly EnumerateCampaigns: typeof campaignData;
  readonly EnumerateGroups: typeof groupData;
  readonly EnumerateSessions: typeof sessionData;
  readonly EnumerateMetrics: typeof queueMetrics;
  readonly EnumerateNotifications: typeof notifyEvent;
  readonly EnumerateQueue: typeof queueData;
  readonly EnumerateSwitches: typeof switchData;
  readonly EnumerateTelephony: typeof telephonyMessage;
  readonly EnumerateSessionEvents: typeof sessionEventData;
  readonly EnumerateTransferActivity: typeof transferData;
  readonly EnumerateTurrets: typeof turretData;
}

/** Data message that answers it: AZ for `EnumerateAgents`. */
export type EnumeratedBy<Name extends EnumerationName> = DataMessages[Name];

/** Returns an enumeration by its long name or code, case-insensitive: `EnumerateAgents`, `EA`. */
export function findEnumeration(nameOrCode: string): Enumeration | undefined {
  const wanted = nameOrCode.toLowerCase();
  return enumerations.find(({ code, name }) => code.toLowerCase() === wanted || name.toLowerCase() === wanted);
}
