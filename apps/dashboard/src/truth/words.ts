import type { SinkEntry, SubscriberEntry, Tick, UpstreamEntry } from '../api/types.ts';
import { count, counted } from '../format/numbers.ts';
import { clock, duration } from '../format/times.ts';
import type { Level, Words } from './part-state.ts';

/** A part with the time at which it is looked at, Unix milliseconds. */
export interface At<Part> {
  readonly part: Part;
  readonly now: number;
}

/** The page's own connection to the bridge. */
export interface LinkFacts {
  readonly since: number | undefined;
  readonly now: number;
}

function waiting({ backlog }: SinkEntry): string {
  return backlog === 0 ? '' : `, ${count(backlog)} waiting`;
}

function since(time: string | undefined, now: number): string {
  return time === undefined ? '' : ` since ${clock(Date.parse(time), now)}`;
}

/** Returns a name for a subscriber: the end of its token, or its address or tenant. */
export function subscriberName({ persistToken, remote, tenant }: SubscriberEntry): string {
  return persistToken ?? remote ?? tenant;
}

/** Returns what tells a subscriber from another. */
export function subscriberId(subscriber: SubscriberEntry): string {
  return `${subscriber.tenant} ${subscriberName(subscriber)} ${subscriber.transactionIdentifier}`;
}

/** Returns what a subscriber takes; empty for everything, and while it is parked. */
export function filterWords({ filter }: SubscriberEntry): string {
  if (filter === undefined) return '';
  const { tenant, campaign, success, failure } = filter;
  const classes = success === failure ? [] : [success ? 'successes' : 'failures'];
  return [tenant, campaign, ...classes].filter((part) => part !== undefined).join(', ');
}

const letters = (deadLetters: number): string => counted(deadLetters, 'dead letter', 'dead letters');
const seeLetters = 'Open its dead letters to see why. Correct the receiver or its settings, then replay them.';
const checkDialer = ({ part: { host, port } }: At<UpstreamEntry>): string =>
  `Check that the dialer is running and that ${host}:${port} can be reached from the bridge.`;

/** Levels of the page's own connection. Those of all other parts come with their conditions from the bridge. */
export const linkLevels = { connecting: 'unknown', open: 'good', late: 'warn', lost: 'bad' } as const satisfies Record<
  string,
  Level
>;

/** Everything that the page says of the condition of a part. */
export const words = {
  link: {
    connecting: { word: 'connecting', text: () => 'Connecting to the bridge' },
    open: { word: 'connected', text: () => 'Connected to the bridge' },
    late: {
      word: 'no data',
      text: ({ since: at = 0, now }) => `No data from the bridge for ${duration(Math.max(0, now - at))}`,
      todo: 'The figures below are from that time. Wait a moment: the bridge or the network is slow.',
    },
    lost: {
      word: 'not connected',
      text: ({ since: at = 0, now }) => `Not connected to the bridge since ${clock(at, now)}`,
      todo: 'The figures below are from that time. Check that sdmp-bridge is running; the page reconnects by itself.',
    },
  } satisfies Record<string, Words<LinkFacts>>,
  journal: {
    writable: { word: 'working', text: () => 'The journal is written to' },
    unwritable: {
      word: 'failing: nothing is recorded',
      text: () => 'The journal cannot be written to: nothing is recorded',
      todo: 'Make room on the disk of the journal, or repair it. Recording continues by itself.',
    },
  } satisfies Record<Tick['journal']['condition'], Words<undefined>>,
  dialer: {
    live: { word: 'live', text: ({ part: { name } }) => `${name} is live` },
    rolling: {
      word: 'catching up',
      text: ({ part: { name } }) => `${name} is catching up`,
      todo: 'Its backlog is arriving. Nothing is to be done.',
    },
    unreached: {
      word: 'not reached yet',
      text: ({ part: { name } }) => `${name} has not been reached yet`,
      todo: checkDialer,
    },
    away: {
      word: ({ part, now }) => `disconnected${since(part.awaySince, now)}`,
      text: ({ part, now }) => `${part.name} has been disconnected${since(part.awaySince, now)}`,
      todo: checkDialer,
    },
    refused: {
      word: ({ part, now }) => `refused${since(part.awaySince, now)}`,
      text: ({ part, now }) => `${part.name} has refused the bridge${since(part.awaySince, now)}`,
      todo: 'Check the credentials and the rights of the bridge at the dialer. It is asked again by itself.',
    },
    closed: {
      word: 'closed',
      text: ({ part: { name } }) => `${name} is closed: the bridge is stopping`,
      todo: 'Start the bridge again when its work is done.',
    },
  } satisfies Record<UpstreamEntry['condition'], Words<At<UpstreamEntry>>>,
  sink: {
    starting: { word: 'starting', text: ({ part: { name } }) => `${name} is starting` },
    running: { word: 'running', text: ({ part: { name } }) => `${name} is running` },
    behind: {
      word: 'behind',
      text: ({ part: { name, backlog } }) => `${name} is ${count(backlog)} behind`,
      todo: ({ part: { lagMs } }) =>
        `The oldest has waited for ${duration(lagMs)}. Check whether the receiver is slow.`,
    },
    holdsLetters: {
      word: 'has dead letters',
      text: ({ part: { name, deadLetters } }) => `${name} has ${letters(deadLetters)}`,
      todo: seeLetters,
    },
    refusing: {
      word: 'refuses outcomes',
      text: ({ part: { name, deadLetters } }) => `${name} refuses outcomes: ${letters(deadLetters)}`,
      todo: seeLetters,
    },
    paused: {
      word: 'paused',
      text: ({ part }) => `${part.name} is paused${waiting(part)}`,
      todo: 'Resume it when its receiver is ready. Outcomes wait in the journal until retention removes them.',
    },
    full: {
      word: 'paused: too many dead letters',
      text: ({ part }) => `${part.name} is paused: too many dead letters${waiting(part)}`,
      todo: 'Replay or discard some of its dead letters, then resume it.',
    },
    failing: {
      word: ({ part: { attempt } }) => `retrying, attempt ${attempt + 1}`,
      text: ({ part }) => `Delivery to ${part.name} fails${waiting(part)}`,
      todo: 'Check the receiver. Outcomes wait in the journal, and are tried again by themselves.',
    },
    stopped: {
      word: 'stopped',
      text: ({ part }) => `${part.name} has stopped${waiting(part)}`,
      todo: 'Correct its configuration, then reload or restart the bridge.',
    },
  } satisfies Record<SinkEntry['condition'], Words<At<SinkEntry>>>,
  subscriber: {
    live: { word: 'live', text: ({ part }) => `Subscriber ${subscriberName(part)} is live` },
    catchingUp: {
      word: 'catching up',
      text: ({ part }) => `Subscriber ${subscriberName(part)} is catching up`,
    },
    behind: {
      word: 'behind',
      text: ({ part }) => `Subscriber ${subscriberName(part)} is ${count(part.backlog)} behind`,
      todo: 'Check whether that application is slow. Its outcomes wait in the journal.',
    },
    idle: {
      word: 'disconnected',
      text: ({ part }) => `Subscriber ${subscriberName(part)} is disconnected`,
    },
    away: {
      word: 'disconnected',
      text: ({ part }) => `Subscriber ${subscriberName(part)} is disconnected, ${count(part.backlog)} waiting`,
      todo: 'Start that application again before its persist token expires.',
    },
  } satisfies Record<SubscriberEntry['condition'], Words<At<SubscriberEntry>>>,
} as const;
