import { verifyStatus } from '@sdmp/protocol';
import { type ClientOptions, connect, type OutcomesRequest } from '@sdmp/runtime/client';
import { describeError } from '@sdmp/terminal';
import { countOf } from '@sdmp/events';
import { formatDuration } from '../../screen/format-duration.ts';
import { formatAge, formatRate, formatWhole } from '../quantities.ts';
import type { TopSource, View, ViewSection } from '../view.ts';
import { CampaignCounts } from './campaign-counts.ts';
import { LinkState } from './link-state.ts';
import { longestWindow } from './rate-window.ts';
import type { MetricsReader, ServiceMetrics } from './service-metrics.ts';

export interface ServiceSourceOptions {
  readonly title: string;
  readonly client: ClientOptions;
  readonly request: OutcomesRequest;
  /** Where the service's own figures are read, if it offers them. */
  readonly metrics: MetricsReader | undefined;
}

const shortWindow = 10;
const noMetrics: ServiceMetrics = { facts: [], sections: [] };
/** Longest wait for the connection before a first view, milliseconds. */
const settleMs = 2000;

/** Opens a source that shows a service by what SDMP offers: a subscription to its outcomes, and a heartbeat for each reading. */
export function serviceSource({ title, client: options, request, metrics }: ServiceSourceOptions): TopSource {
  const client = connect(options);
  const link = new LinkState();
  const counts = new CampaignCounts();
  const following = link.follow(client);
  let ended: string | undefined;
  const startedAt = Date.now();
  const counting = (async () => {
    const subscription = client.outcomes(request);
    for await (const batch of subscription.batches()) counts.add(batch, Date.now());
  })().catch((error: unknown) => {
    ended = describeError(error);
  });
  let isFirst = true;

  const roundTripMs = async (signal: AbortSignal): Promise<number> => {
    const before = performance.now();
    await client.request({ service: null, interface: null, code: verifyStatus.code, fields: [] }, { signal });
    return performance.now() - before;
  };

  return {
    read: async (signal) => {
      if (ended !== undefined) throw new Error(ended);
      const limit = AbortSignal.any([signal, AbortSignal.timeout(settleMs)]);
      const [roundTrip, own] = await Promise.all([
        isFirst || link.isLive
          ? roundTripMs(limit).catch((error: unknown) => heartbeatFailure(error, signal))
          : undefined,
        metrics?.read(signal).catch((error: unknown) => metricsFailure(error, signal)) ?? noMetrics,
      ]);
      isFirst = false;
      if (ended !== undefined) throw new Error(ended);
      return serviceView({ title, link, counts, roundTrip, own, startedAt, now: Date.now() });
    },
    close: async () => {
      await client.close();
      await Promise.all([following, counting]);
    },
  };
}

function heartbeatFailure(error: unknown, signal: AbortSignal): string {
  signal.throwIfAborted();
  return error instanceof Error && /^(?:Timeout|Abort)Error$/.test(error.name) ? 'no answer' : describeError(error);
}

function metricsFailure(error: unknown, signal: AbortSignal): ServiceMetrics {
  signal.throwIfAborted();
  return { facts: [['metrics', `NOT THERE: ${describeError(error)}`]], sections: [] };
}

interface Seen {
  readonly title: string;
  readonly link: LinkState;
  readonly counts: CampaignCounts;
  /** Milliseconds, or why there is none. */
  readonly roundTrip: number | string | undefined;
  readonly own: ServiceMetrics;
  readonly startedAt: number;
  readonly now: number;
}

function serviceView({ title, link, counts, roundTrip, own, startedAt, now }: Seen): View {
  const { total } = counts;
  const since = formatAge(link.since, now);
  const again = link.accepted > 1 ? `, connected ${link.accepted} times` : '';
  const answer = typeof roundTrip === 'number' ? `, answers in ${formatDuration(Math.max(1, roundTrip))}` : '';
  const trouble = typeof roundTrip === 'string' ? `, heartbeat: ${roundTrip}` : '';
  return {
    title,
    tone: link.isLive && trouble !== '' ? 'warning' : link.tone,
    state: `${link.words} since ${since}${again}${answer}${trouble}`,
    ...(link.isLive ? {} : { stale: `${link.words} (${since})` }),
    facts: [
      [
        'received',
        [
          `${formatRate(total.rate.perSecond(shortWindow, now))}/s over ${shortWindow} s`,
          `${formatRate(total.rate.perSecond(longestWindow, now))}/s over a minute`,
          `${countOf(total.outcomes, 'outcome')} in ${formatAge(startedAt, now)}`,
          `${shareText(total.successes, total.outcomes)} successes`,
        ].join(', '),
      ],
      ...own.facts,
    ],
    sections: [campaignSection(counts, now), ...own.sections],
  };
}

function campaignSection({ campaigns }: CampaignCounts, now: number): ViewSection {
  return {
    title: 'Campaigns heard of',
    columns: [
      { title: 'campaign', least: 8, usual: 30 },
      { title: `/s (${shortWindow} s)`, least: 9, usual: 9, align: 'right' },
      { title: 'outcomes', least: 8, usual: 12, align: 'right' },
      { title: 'success', least: 7, usual: 8, align: 'right' },
      { title: 'last', least: 10, usual: 14, align: 'right' },
      { title: '/s (1 min)', least: 10, usual: 10, align: 'right' },
    ],
    rows: campaigns.map(({ name, outcomes, successes, lastAt, rate }) => {
      const short = rate.perSecond(shortWindow, now);
      return {
        tone: short > 0 ? 'good' : 'quiet',
        name,
        rate: short,
        backlog: outcomes,
        cells: [
          name === '' ? '(none)' : name,
          formatRate(short),
          formatWhole(outcomes),
          shareText(successes, outcomes),
          `${formatAge(lastAt, now)} ago`,
          formatRate(rate.perSecond(longestWindow, now)),
        ],
      };
    }),
  };
}

function shareText(part: number, whole: number): string {
  return whole === 0 ? '-' : `${Math.round((part / whole) * 100)}%`;
}
