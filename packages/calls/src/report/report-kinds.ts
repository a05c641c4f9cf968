import {
  agentConnect,
  agentNumberBack,
  beginDial,
  callFailed,
  delayNotification,
  lineConnected,
  type MessageDefinition,
  nowDisconnected,
  transactionComplete,
  updateOutcomes,
} from '@sdmp/protocol';
import type { CallEvent } from '../life/call-life.ts';
import type { ReportValues } from './report-fields.ts';

/** How a message is taken as a report about a call. */
export interface ReportKind {
  /** The message, from the catalogue. */
  readonly definition: MessageDefinition;
  /**
   * Codes that the catalogue calls mandatory and that are not insisted on, because the documented example of the message has none
   * of them.
   */
  readonly dispensable: readonly string[];
  /** Returns the event that the report is in the life of its call. */
  readonly eventOf: (fields: ReportValues) => CallEvent;
}

function kind(
  definition: MessageDefinition,
  says: ReportKind['eventOf'],
  dispensable: readonly string[] = [],
): ReportKind {
  return { definition, dispensable, eventOf: says };
}

/** The messages that are taken as reports, by the name they have in JSON, and what each says of a call. */
export const reportKinds = {
  delayNotification: kind(delayNotification, () => 'progress'),
  lineConnected: kind(
    lineConnected,
    // Switch-determined routing: the telephony layer has given the call to that agent.
    ({ agentIdentifier, machine }) => {
      if (agentIdentifier !== undefined) return 'agent';
      return machine === undefined ? 'answered' : 'machine';
    },
    ['AN', 'DN', 'MS'],
  ),
  callFailed: kind(callFailed, () => 'failed'),
  nowDisconnected: kind(nowDisconnected, () => 'disconnected', ['CA', 'SI']),
  /** From the dialer to the agent's application; taken from those who pass it on, for it alone says which agent got the call. */
  agentConnect: kind(agentConnect, () => 'agent'),
  beginDial: kind(beginDial, ({ dontDial }) => (dontDial === undefined ? 'progress' : 'declined')),
  transactionComplete: kind(transactionComplete, () => 'completed'),
  /** From the dialer to the application; taken from those who pass it on. */
  numberBack: kind(agentNumberBack, () => 'returned'),
  /** RE and DT are mandatory in its table; the text lets AO stand for RE, and the example has no DT. */
  updateOutcomes: kind(updateOutcomes, () => 'updated', ['RE', 'DT']),
} as const satisfies Record<string, ReportKind>;

/** Name of a report in JSON, such as `lineConnected`: a key of `reportKinds`. */
export type ReportName = keyof typeof reportKinds;

/** A report about a call, by whichever way it came. */
export interface CallReport {
  readonly report: ReportName;
  readonly fields: ReportValues;
}

/** Name of every report, in the order of `reportKinds`. */
export const reportNames = Object.keys(reportKinds) as readonly ReportName[];

/** Returns what a report says of its call. */
export function eventOf({ report, fields }: CallReport): CallEvent {
  return reportKinds[report].eventOf(fields);
}
