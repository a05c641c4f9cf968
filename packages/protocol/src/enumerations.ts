import type { MessageDefinition } from './define-message.ts';
import type { AnswerOf } from './message-named.ts';
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

export type Enumeration = (typeof enumerations)[number];

/** Long name of an enumeration, such as `EnumerateAgents`. */
export type EnumerationName = Enumeration['name'];

/** Request with this name. */
export type EnumerationNamed<Name extends EnumerationName> = Extract<Enumeration, { readonly name: Name }>;

/** Data message that answers it: AZ for `EnumerateAgents`. */
export type EnumeratedBy<Name extends EnumerationName> = Extract<AnswerOf<EnumerationNamed<Name>>, MessageDefinition>;

/** Returns an enumeration by its long name or code, case-insensitive: `EnumerateAgents`, `EA`. */
export function findEnumeration(nameOrCode: string): Enumeration | undefined {
  const wanted = nameOrCode.toLowerCase();
  return enumerations.find(({ code, name }) => code.toLowerCase() === wanted || name.toLowerCase() === wanted);
}
