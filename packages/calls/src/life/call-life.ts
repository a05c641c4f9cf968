/** Where a call is. `none`: nothing is known of it. `done`: its outcome is made. */
export const callStates = ['none', 'dialing', 'answered', 'machine', 'withAgent', 'ended', 'done'] as const;
/** A state of a call: one of `callStates`. */
export type CallState = (typeof callStates)[number];

/** What can happen to a call: reports, and the end of a time limit. */
export const callEvents = [
  'progress',
  'answered',
  'machine',
  'agent',
  'failed',
  'disconnected',
  'completed',
  'declined',
  'returned',
  'updated',
  'expired',
] as const;
/** An event in the life of a call: one of `callEvents`. */
export type CallEvent = (typeof callEvents)[number];

/** Which outcome a call gets; `outcome-reason.ts` says with which reason. */
export type OutcomeKind =
  | 'cause'
  | 'unanswered'
  | 'abandoned'
  | 'machine'
  | 'handedOver'
  | 'timedOut'
  | 'declined'
  | 'returned';

/**
 * Why a report changes nothing. `late`: the call was further already. `repeated`: the same was reported before.
 * `contradictory`: it cannot be, after what was reported. `unknownCall`: no call is known that it could mean.
 */
export type IgnoredBecause = 'late' | 'repeated' | 'contradictory' | 'unknownCall';

/** What an event does to a call in one state: it moves the call, makes its outcome, updates it, or is ignored. */
export type Cell =
  | { readonly to: CallState }
  | { readonly to: 'done'; readonly outcome: OutcomeKind }
  | { readonly ignored: IgnoredBecause }
  /** `kept`: goes into the outcome when that is made. `corrected`: a correction of the outcome is made. */
  | { readonly update: 'kept' | 'corrected' };

function done(outcome: OutcomeKind): Cell {
  return { to: 'done', outcome };
}

const kept: Cell = { update: 'kept' };
const late: Cell = { ignored: 'late' };
const repeated: Cell = { ignored: 'repeated' };
const contradictory: Cell = { ignored: 'contradictory' };
/** A limit of a state that the call has left. */
const moot: Cell = { ignored: 'late' };

/**
 * The life of a call: what each event does in each state. A call that is `done` stays so: its outcome is made once. Where a limit
 * made it (`expired`), reports that come after all do what they do in the state that the call was in then; an outcome that one of
 * them makes is a correction.
 */
export const callLife: Readonly<Record<CallState, Readonly<Record<CallEvent, Cell>>>> = {
  none: {
    progress: { to: 'dialing' },
    answered: { to: 'answered' },
    machine: { to: 'machine' },
    agent: { to: 'withAgent' },
    failed: done('cause'),
    disconnected: done('unanswered'),
    completed: done('handedOver'),
    declined: done('declined'),
    returned: done('returned'),
    // An update begins no call.
    updated: { ignored: 'unknownCall' },
    expired: moot,
  },
  dialing: {
    // Each sign of dialing begins the limit anew.
    progress: { to: 'dialing' },
    answered: { to: 'answered' },
    machine: { to: 'machine' },
    agent: { to: 'withAgent' },
    failed: done('cause'),
    disconnected: done('unanswered'),
    completed: done('handedOver'),
    declined: contradictory,
    returned: done('returned'),
    updated: kept,
    expired: done('timedOut'),
  },
  answered: {
    progress: late,
    answered: repeated,
    machine: { to: 'machine' },
    agent: { to: 'withAgent' },
    // Under switch-determined routing the telephony layer itself says so that nobody was there (CA 7).
    failed: done('cause'),
    disconnected: done('abandoned'),
    completed: done('handedOver'),
    declined: contradictory,
    returned: done('returned'),
    updated: kept,
    expired: done('abandoned'),
  },
  machine: {
    progress: late,
    // The switch may think again: its newest word counts.
    answered: { to: 'answered' },
    machine: repeated,
    agent: { to: 'withAgent' },
    failed: done('cause'),
    disconnected: done('machine'),
    completed: done('handedOver'),
    declined: contradictory,
    returned: done('returned'),
    updated: kept,
    expired: done('machine'),
  },
  withAgent: {
    progress: late,
    answered: late,
    machine: late,
    // Another agent: transferred. The newest one classifies it.
    agent: { to: 'withAgent' },
    // The line is down either way, and the agent's word is to come.
    failed: { to: 'ended' },
    disconnected: { to: 'ended' },
    completed: done('handedOver'),
    declined: contradictory,
    returned: done('returned'),
    updated: kept,
    expired: done('handedOver'),
  },
  ended: {
    progress: late,
    answered: late,
    machine: late,
    agent: late,
    failed: repeated,
    disconnected: repeated,
    completed: done('handedOver'),
    declined: contradictory,
    returned: done('returned'),
    updated: kept,
    expired: done('handedOver'),
  },
  done: {
    progress: late,
    answered: late,
    machine: late,
    agent: late,
    failed: late,
    disconnected: late,
    completed: late,
    declined: late,
    returned: late,
    updated: { update: 'corrected' },
    expired: moot,
  },
};
