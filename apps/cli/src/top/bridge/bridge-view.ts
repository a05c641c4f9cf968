import { formatEndpoint } from '@sdmp/terminal';
import { countOf, formatBytes } from '../../journal/journal-format.ts';
import { formatDuration } from '../../screen/format-duration.ts';
import { formatAge, formatRate, formatTimeToLive, formatWhole } from '../quantities.ts';
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

function upstreamSection(upstreams: BridgeAnswers['upstreams'], now: number): ViewSection {
  return {
    title: 'Dialers',
    columns: [
      { title: 'name', least: 8, usual: 20 },
      { title: 'state', least: 10, usual: 16 },
      { title: 'rate/s', least: 6, usual: 8, align: 'right' },
      { title: 'last outcome', least: 12, usual: 12, align: 'right' },
      { title: 'outcomes', least: 8, usual: 12, align: 'right' },
      { title: 'again', least: 5, usual: 5, align: 'right' },
      { title: 'gaps', least: 4, usual: 4, align: 'right' },
      { title: 'endpoint', least: 14, usual: 24 },
      { title: 'last error', least: 12, usual: 60 },
    ],
    rows: upstreams.map((upstream) => {
      const { name, host, port, state, ratePerSecond, lastOutcomeAt, outcomes, reconnects, gaps, lastError } = upstream;
      const away = upstream.awaySince === undefined ? '' : ` ${formatAge(upstream.awaySince, now)}`;
      const isAway = upstreamTones[state] === 'bad';
      return {
        tone: upstreamTones[state] ?? 'warning',
        name,
        rate: ratePerSecond,
        backlog: 0,
        cells: [
          name,
          state + away,
          formatRate(ratePerSecond),
          lastOutcomeAt === undefined ? '-' : `${formatAge(lastOutcomeAt, now)} ago`,
          formatWhole(outcomes),
          formatWhole(reconnects),
          formatWhole(gaps),
          formatEndpoint({ host, port }),
          isAway ? (lastError?.message ?? '') : '',
        ],
      };
    }),
  };
}

function sinkSection(sinks: BridgeAnswers['sinks'], { recorded }: BridgeRates): ViewSection {
  return {
    title: 'Sinks',
    columns: [
      { title: 'name', least: 8, usual: 20 },
      { title: 'state', least: 8, usual: 16 },
      { title: 'rate/s', least: 6, usual: 8, align: 'right' },
      { title: 'backlog', least: 8, usual: 12, align: 'right' },
      { title: 'live in', least: 8, usual: 12, align: 'right' },
      { title: 'lag', least: 7, usual: 10, align: 'right' },
      { title: 'dead', least: 5, usual: 8, align: 'right' },
      { title: 'kind', least: 6, usual: 10 },
      { title: 'last error', least: 12, usual: 60 },
    ],
    rows: sinks.map(({ name, kind, state, ratePerSecond, backlog, lagMs, deadLetters, lastError, pausedBecause }) => {
      const tone = sinkTones[state] ?? 'warning';
      return {
        tone: tone === 'good' && deadLetters > 0 ? 'warning' : tone,
        name,
        rate: ratePerSecond,
        backlog,
        cells: [
          name,
          state,
          formatRate(ratePerSecond),
          formatWhole(backlog),
          formatTimeToLive(backlog, ratePerSecond, recorded),
          formatDuration(lagMs),
          formatWhole(deadLetters),
          kind,
          pausedBecause ?? (tone === 'bad' ? (lastError?.message ?? '') : ''),
        ],
      };
    }),
  };
}

function subscriberSection(
  subscribers: BridgeAnswers['subscribers'],
  { recorded }: BridgeRates,
  now: number,
): ViewSection {
  return {
    title: 'Subscribers',
    columns: [
      { title: 'token or transaction', least: 8, usual: 24 },
      { title: 'state', least: 7, usual: 8 },
      { title: 'rate/s', least: 6, usual: 8, align: 'right' },
      { title: 'backlog', least: 8, usual: 12, align: 'right' },
      { title: 'live in', least: 8, usual: 12, align: 'right' },
      { title: 'expires in', least: 10, usual: 12, align: 'right' },
      { title: 'remote', least: 14, usual: 24 },
      { title: 'tenant', least: 8, usual: 16 },
    ],
    rows: subscribers.map((subscriber) => {
      const { tenant, state, ratePerSecond, backlog, expiresAt, remote, transactionIdentifier } = subscriber;
      const name = subscriber.persistToken ?? transactionIdentifier;
      return {
        tone: subscriberTones[state] ?? 'warning',
        name,
        rate: ratePerSecond,
        backlog,
        cells: [
          name,
          state,
          formatRate(ratePerSecond),
          formatWhole(backlog),
          state === 'parked' ? '-' : formatTimeToLive(state === 'live' ? 0 : backlog, ratePerSecond, recorded),
          expiresAt === undefined ? '-' : formatAge(now, expiresAt),
          remote ?? '-',
          tenant,
        ],
      };
    }),
  };
}

function eventSection(events: BridgeAnswers['status']['events'], now: number): ViewSection {
  const troubles = events.filter(({ level }) => level in troubleTones);
  return {
    title: 'What went wrong since the start',
    columns: [
      { title: 'event', least: 16, usual: 32 },
      { title: 'of', least: 10, usual: 24 },
      { title: 'count', least: 6, usual: 10, align: 'right' },
      { title: 'last', least: 10, usual: 14, align: 'right' },
    ],
    rows: troubles.map(({ event, of, level, count, lastAt }) => ({
      tone: troubleTones[level] ?? 'quiet',
      name: event,
      rate: 0,
      backlog: count,
      cells: [event, of, formatWhole(count), `${formatAge(lastAt, now)} ago`],
    })),
  };
}
