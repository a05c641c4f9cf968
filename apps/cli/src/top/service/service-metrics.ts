import { countOf, formatBytes } from '../../journal/journal-format.ts';
import { formatDuration } from '../../screen/format-duration.ts';
import { metricsPrefix } from '../../serve/metrics-page.ts';
import { fetchText } from '../../http/fetch-text.ts';
import { formatRate, formatWhole, Speed } from '../quantities.ts';
import type { Tone, View, ViewSection } from '../view.ts';
import { readMetrics, type Sample } from './metrics-text.ts';

const tones: Readonly<Record<string, Tone>> = { live: 'good', rollingForward: 'warning', parked: 'quiet' };

/** What the metrics of `sdmp serve` add to what SDMP tells. */
export type ServiceMetrics = Pick<View, 'facts' | 'sections'>;

/** Reads the metrics of `sdmp serve --metrics`. */
export class MetricsReader {
  readonly #url: URL;
  readonly #token: string | undefined;
  readonly #recorded = new Speed();
  readonly #delivered = new Speed();

  constructor(url: URL, token: string | undefined) {
    this.#url = url;
    this.#token = token;
  }

  /** Throws `CONNECT_FAILED`, or as `fetch` does. */
  async read(signal: AbortSignal): Promise<ServiceMetrics> {
    const samples = readMetrics(await fetchText(this.#url, { token: this.#token, signal })).flatMap((sample) =>
      sample.name.startsWith(metricsPrefix) ? [{ ...sample, name: sample.name.slice(metricsPrefix.length) }] : [],
    );
    const at = performance.now();
    const valueOf = (name: string): number => samples.find((sample) => sample.name === name)?.value ?? Number.NaN;
    const recorded = this.#recorded.read(valueOf('journal_end_position'), at);
    const delivered = this.#delivered.read(valueOf('outcomes_delivered_total'), at);
    return {
      facts: [
        [
          'recorded',
          `${formatRate(recorded)}/s, journal of ${countOf(valueOf('journal_records'), 'record')}, ${formatBytes(valueOf('journal_bytes'))}`,
        ],
        [
          'delivered',
          `${formatRate(delivered)}/s to ${countOf(valueOf('sessions'), 'connection')}, ${formatWhole(valueOf('outcomes_delivered_total'))} since the start`,
        ],
      ],
      sections: [subscriptionSection(samples), eventSection(samples)],
    };
  }
}

function subscriptionSection(samples: readonly Sample[]): ViewSection {
  const times = samples.filter(({ name }) => name === 'subscription_seconds_to_live');
  const rows = samples.filter(({ name }) => name === 'subscription_backlog');
  return {
    title: 'Subscriptions',
    columns: [
      { title: 'transaction', least: 8, usual: 28 },
      { title: 'state', least: 8, usual: 16 },
      { title: 'backlog', least: 8, usual: 12, align: 'right' },
      { title: 'live in', least: 8, usual: 12, align: 'right' },
      { title: 'tenant', least: 8, usual: 20 },
    ],
    rows: rows.map(({ labels: { transaction = '', tenant = '', state = '' }, value: backlog }) => {
      const time = times.find(({ labels }) => labels['transaction'] === transaction && labels['tenant'] === tenant);
      const seconds = time?.value ?? Number.NaN;
      const liveIn = state === 'live' ? 'live' : Number.isFinite(seconds) ? formatDuration(seconds * 1000) : '-';
      return {
        tone: tones[state] ?? 'warning',
        name: transaction,
        rate: 0,
        backlog,
        cells: [transaction, state, formatWhole(backlog), liveIn, tenant],
      };
    }),
  };
}

const gauges = /^(?:sessions|journal_(?:records|bytes|end_position)|outcomes_delivered|subscription)/;

function eventSection(samples: readonly Sample[]): ViewSection {
  const counters = samples.filter(({ name, value }) => name.endsWith('_total') && value > 0 && !gauges.test(name));
  return {
    title: 'Events since the start',
    columns: [
      { title: 'event', least: 16, usual: 44 },
      { title: 'count', least: 6, usual: 10, align: 'right' },
    ],
    rows: counters.map(({ name, value }) => {
      const words = name.replace(/_total$/, '').replaceAll('_', ' ');
      return { tone: 'quiet', name: words, rate: 0, backlog: value, cells: [words, formatWhole(value)] };
    }),
  };
}
