import { formatEndpoint } from '@sdmp/terminal';
import { countOf } from '@sdmp/events';
import { formatBytes } from '../../journal/journal-format.ts';
import { formatDuration } from '../../screen/format-duration.ts';
import { formatAge, formatRate, formatTimeToLive, formatWhole } from '../quantities.ts';
import { figures, section, words } from '../section.ts';
import { type Tone, type View, type ViewSection, worstOf } from '../view.ts';
import type { BridgeAnswers } from './answers.ts';

/** What follows from two readings. */
export interface BridgeRates {
  readonly recorded: number;
  readonly delivered: number;
}

const upstreamTones: Readonly<Record<string, Tone>> = { live: 'good', rolling: 'good', waiting: 'bad', refused: 'bad' };
const sinkTones: Readonly<Record<string, Tone>> = {
  running: 'good',
  retrying: 'bad',
  stopped: 'bad',
  starting: 'quiet',
};
const subscriberTones: Readonly<Record<string, Tone>> = { live: 'good', rolling: 'warning', parked: 'quiet' };
/** Events that say that something went wrong. */
const troubleTones: Readonly<Record<string, Tone>> = { warn: 'warning', error: 'bad' };

/** Returns what `top` shows of a bridge. */
export function bridgeView(title: string, answers: BridgeAnswers, rates: BridgeRates, now: number): View {
  const { status, upstreams, sinks, subscribers } = answers;
  const { journal, ready, missing } = status;
  const sections = [
    upstreamSection(upstreams, now),
    sinkSection(sinks, rates),
    subscriberSection(subscribers, rates, now),
    eventSection(status.events, now),
  ];
  const rowTones = sections.slice(0, 2).flatMap(({ rows }) => rows.map(({ tone }) => tone));
  const tone: Tone = !ready || !journal.writable ? 'bad' : worstOf(rowTones.filter((each) => each !== 'quiet'));
  return {
    title: `${title}  sdmp-bridge ${status.version}, up ${formatAge(status.startedAt, now)}`,
    tone: tone === 'quiet' ? 'good' : tone,
    state: stateWords(status, rowTones),
    facts: [
      ['recorded', `${formatRate(rates.recorded)}/s, ${countOf(status.totals.recorded, 'outcome')} since the start`],
      [
        'delivered',
        `${formatRate(rates.delivered)}/s to subscribers, ${formatWhole(status.totals.delivered)} since the start`,
      ],
      [
        'journal',
        [
          `${countOf(journal.records, 'record')}, ${formatBytes(journal.bytes)}`,
          journal.oldestTime === undefined ? '' : `, oldest ${formatAge(journal.oldestTime, now)} ago`,
          journal.pendingBytes > 0 ? `, ${formatBytes(journal.pendingBytes)} not yet on disk` : '',
          journal.writable ? '' : ', CANNOT BE WRITTEN',
        ].join(''),
      ],
      ...missing.map((line): readonly [string, string] => ['missing', line]),
    ],
    sections,
  };
}

function stateWords({ ready, journal, missing }: BridgeAnswers['status'], tones: readonly Tone[]): string {
  if (!journal.writable) return 'NOT READY: the journal cannot be written';
  if (!ready) return `NOT READY: ${missing[0] ?? 'no cause given'}`;
  const bad = tones.filter((tone) => tone === 'bad').length;
  return bad === 0 ? 'ready' : `ready, but ${countOf(bad, 'dialer or sink', 'dialers and sinks')} in trouble`;
}

type Upstream = BridgeAnswers['upstreams'][number];
type Sink = BridgeAnswers['sinks'][number];
type Subscriber = BridgeAnswers['subscribers'][number];

/** What dialers, sinks and subscribers have in common. */
const rate = figures<{ readonly ratePerSecond: number }>('rate/s', 6, 8, ({ ratePerSecond }) =>
  formatRate(ratePerSecond),
);
const backlogOf = figures<{ readonly backlog: number }>('backlog', 8, 12, ({ backlog }) => formatWhole(backlog));
const widestError = 60;

function upstreamSection(upstreams: readonly Upstream[], now: number): ViewSection {
  const toneOf = ({ state }: Upstream): Tone => upstreamTones[state] ?? 'warning';
  return section<Upstream>(
    'Dialers',
    upstreams,
    [
      words('name', 8, 20, ({ name }) => name),
      words('state', 10, 16, ({ state, awaySince }) =>
        awaySince === undefined ? state : `${state} ${formatAge(awaySince, now)}`,
      ),
      rate,
      figures('last outcome', 12, 12, ({ lastOutcomeAt: at }) =>
        at === undefined ? '-' : `${formatAge(at, now)} ago`,
      ),
      figures('outcomes', 8, 12, ({ outcomes }) => formatWhole(outcomes)),
      figures('again', 5, 5, ({ reconnects }) => formatWhole(reconnects)),
      figures('gaps', 4, 4, ({ gaps }) => formatWhole(gaps)),
      words('endpoint', 14, 24, (upstream) => formatEndpoint(upstream)),
      words('last error', 12, widestError, (upstream) =>
        toneOf(upstream) === 'bad' ? (upstream.lastError?.message ?? '') : '',
      ),
    ],
    (upstream) => ({ tone: toneOf(upstream), name: upstream.name, rate: upstream.ratePerSecond }),
  );
}

function sinkSection(sinks: readonly Sink[], { recorded }: BridgeRates): ViewSection {
  const toneOf = ({ state }: Sink): Tone => sinkTones[state] ?? 'warning';
  return section<Sink>(
    'Sinks',
    sinks,
    [
      words('name', 8, 20, ({ name }) => name),
      words('state', 8, 16, ({ state }) => state),
      rate,
      backlogOf,
      figures('live in', 8, 12, (sink) => formatTimeToLive(sink.backlog, sink.ratePerSecond, recorded)),
      figures('lag', 7, 10, ({ lagMs }) => formatDuration(lagMs)),
      figures('dead', 5, 8, ({ deadLetters }) => formatWhole(deadLetters)),
      words('kind', 6, 10, ({ kind }) => kind),
      words(
        'last error',
        12,
        widestError,
        (sink) => sink.pausedBecause ?? (toneOf(sink) === 'bad' ? (sink.lastError?.message ?? '') : ''),
      ),
    ],
    (sink) => {
      const tone = toneOf(sink);
      const { name, ratePerSecond, backlog, deadLetters } = sink;
      return { tone: tone === 'good' && deadLetters > 0 ? 'warning' : tone, name, rate: ratePerSecond, backlog };
    },
  );
}

function subscriberSection(subscribers: readonly Subscriber[], { recorded }: BridgeRates, now: number): ViewSection {
  const nameOf = ({ persistToken, transactionIdentifier }: Subscriber): string => persistToken ?? transactionIdentifier;
  const liveIn = ({ state, backlog, ratePerSecond }: Subscriber): string =>
    state === 'parked' ? '-' : formatTimeToLive(state === 'live' ? 0 : backlog, ratePerSecond, recorded);
  return section<Subscriber>(
    'Subscribers',
    subscribers,
    [
      words('token or transaction', 8, 24, nameOf),
      words('state', 7, 8, ({ state }) => state),
      rate,
      backlogOf,
      figures('live in', 8, 12, liveIn),
      figures('expires in', 10, 12, ({ expiresAt }) => (expiresAt === undefined ? '-' : formatAge(now, expiresAt))),
      words('remote', 14, 24, ({ remote }) => remote ?? '-'),
      words('tenant', 8, 16, ({ tenant }) => tenant),
    ],
    (subscriber) => ({
      tone: subscriberTones[subscriber.state] ?? 'warning',
      name: nameOf(subscriber),
      rate: subscriber.ratePerSecond,
      backlog: subscriber.backlog,
    }),
  );
}

function eventSection(events: BridgeAnswers['status']['events'], now: number): ViewSection {
  return section(
    'What went wrong since the start',
    events.filter(({ level }) => level in troubleTones),
    [
      words('event', 16, 32, ({ event }) => event),
      words('of', 10, 24, ({ of }) => of),
      figures('count', 6, 10, ({ count }) => formatWhole(count)),
      figures('last', 10, 14, ({ lastAt }) => `${formatAge(lastAt, now)} ago`),
    ],
    ({ event, level, count }) => ({ tone: troubleTones[level] ?? 'quiet', name: event, backlog: count }),
  );
}
