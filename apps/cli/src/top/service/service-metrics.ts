import { countOf } from '@sdmp/events';
import { formatBytes } from '../../journal/journal-format.ts';
import { formatDuration } from '../../screen/format-duration.ts';
import { metricsPrefix } from '../../serve/metrics-page.ts';
import { fetchText } from '../../http/fetch-text.ts';
import { formatRate, formatWhole, Speed } from '../quantities.ts';
import { figures, section, words } from '../section.ts';
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
  const labelOf = ({ labels }: Sample, name: string): string => labels[name] ?? '';
  const liveIn = (sample: Sample): string => {
    if (labelOf(sample, 'state') === 'live') return 'live';
    const isSame = (time: Sample): boolean =>
      ['transaction', 'tenant'].every((name) => labelOf(time, name) === labelOf(sample, name));
    const seconds = times.find(isSame)?.value ?? Number.NaN;
    return Number.isFinite(seconds) ? formatDuration(seconds * 1000) : '-';
  };
  return section(
    'Subscriptions',
    samples.filter(({ name }) => name === 'subscription_backlog'),
    [
      words('transaction', 8, 28, (sample) => labelOf(sample, 'transaction')),
      words('state', 8, 16, (sample) => labelOf(sample, 'state')),
      figures('backlog', 8, 12, ({ value }) => formatWhole(value)),
      figures('live in', 8, 12, liveIn),
      words('tenant', 8, 20, (sample) => labelOf(sample, 'tenant')),
    ],
    (sample) => ({
      tone: tones[labelOf(sample, 'state')] ?? 'warning',
      name: labelOf(sample, 'transaction'),
      backlog: sample.value,
    }),
  );
}

const gauges = /^(?:sessions|journal_(?:records|bytes|end_position)|outcomes_delivered|subscription)/;

function eventSection(samples: readonly Sample[]): ViewSection {
  const nameOf = ({ name }: Sample): string => name.replace(/_total$/, '').replaceAll('_', ' ');
  return section(
    'Events since the start',
    samples.filter(({ name, value }) => name.endsWith('_total') && value > 0 && !gauges.test(name)),
    [words('event', 16, 44, nameOf), figures('count', 6, 10, ({ value }) => formatWhole(value))],
    (sample) => ({ tone: 'quiet', name: nameOf(sample), backlog: sample.value }),
  );
}
