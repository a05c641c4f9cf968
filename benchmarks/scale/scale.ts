import { mkdir, writeFile } from 'node:fs/promises';
import { type Benchmark, wholePath } from '../benchmark.ts';
import { makeCorpus } from '../corpus/corpus.ts';
import { type LiveFigures, measureLive } from '../latency/measure-live.ts';
import { campaigns, subscriberRequests } from '../latency/subscriber-requests.ts';
import { currentLoad, describeLoad, describeMachine } from '../machine.ts';
import type { Report } from '../report/report.ts';
import { thousands } from '../statistics.ts';
import { type JournalSizeFigures, measureJournalSize } from './journal-size.ts';
import { measureOneCampaign } from './one-campaign.ts';
import { measureParkedTokens, type ParkedTokensFigures } from './parked-tokens.ts';
import { type LiveSubscribersFigures, plotScale } from './plot.ts';

const million = 1_000_000;
const sizes = {
  quick: [10_000, 100_000],
  usual: [million, 10 * million],
  large: [million, 10 * million, 100 * million],
};
const tokenCounts = { quick: [1, 1000], usual: [1, 1000, 100_000] };
const subscriberCounts = { quick: [1, 10], usual: [1, 10, 100, 1000] };
const live = { rate: 5000, seconds: 5 };
const plotFile = new URL('../../docs/scale.svg', import.meta.url);

const mebibytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(1);

async function journalSizes(report: Report, counts: readonly number[]): Promise<JournalSizeFigures[]> {
  const figures: JournalSizeFigures[] = [];
  // An almost empty journal shows the start time of the program itself.
  const { startMs: emptyMs } = await measureParkedTokens(1);
  report.text(`Start with a journal of one outcome: ${emptyMs.toFixed(0)} ms.`);
  for (const count of counts) figures.push(await measureJournalSize(count));
  report.table(
    ['outcomes held', 'start ms', 'MiB at start', 'MiB at most', 'rollforward/s', 'server µs'],
    figures.map(({ outcomes, startMs, memoryAtStart, memoryPeak, outcomesPerSecond, serverMicroseconds }) => [
      thousands(outcomes),
      startMs.toFixed(0),
      mebibytes(memoryAtStart),
      mebibytes(memoryPeak),
      thousands(outcomesPerSecond),
      serverMicroseconds.toFixed(2),
    ]),
  );
  return figures;
}

async function parkedTokens(report: Report, counts: readonly number[]): Promise<ParkedTokensFigures[]> {
  const figures: ParkedTokensFigures[] = [];
  for (const count of counts) figures.push(await measureParkedTokens(count));
  const base = figures[0]?.memory ?? 0;
  report.table(
    ['parked tokens', 'start ms', 'MiB', 'bytes for each more'],
    figures.map(({ tokens, startMs, memory }) => [
      thousands(tokens),
      startMs.toFixed(0),
      mebibytes(memory),
      tokens === 1 ? '–' : thousands((memory - base) / (tokens - 1)),
    ]),
  );
  return figures;
}

async function oneCampaign(report: Report, outcomes: number): Promise<void> {
  const figures = [await measureOneCampaign(outcomes, 'blocks'), await measureOneCampaign(outcomes, 'mixed')];
  report.table(
    ['1 of 1,000 campaigns', 'held', 'received', 'seconds', 'bytes written', 'bytes read'],
    figures.map(({ order, received, seconds, bytesWritten, bytesRead }) => [
      order === 'blocks' ? 'one after the other' : 'all mixed',
      thousands(outcomes),
      thousands(received),
      seconds.toFixed(2),
      thousands(bytesWritten),
      thousands(bytesRead),
    ]),
  );
}

async function liveSubscribers(report: Report, counts: readonly number[]): Promise<LiveSubscribersFigures[]> {
  const corpus = makeCorpus({ campaigns });
  const figures: (LiveFigures & { readonly subscribers: number })[] = [];
  for (const subscribers of counts) {
    const measured = await measureLive(corpus, { ...live, requests: subscriberRequests(subscribers) });
    figures.push({ ...measured, subscribers });
  }
  report.table(
    ['live subscribers', 'deliveries/s', 'p50 ms', 'p99 ms', 'max ms', 'service CPU', 'MiB'],
    figures.map(({ subscribers, atSubscriber, processors, memoryBytes }) => [
      thousands(subscribers),
      thousands(atSubscriber.count / live.seconds),
      ...[atSubscriber.p50, atSubscriber.p99, atSubscriber.max].map((value) => value.toFixed(2)),
      `${(processors * 100).toFixed(0)}%`,
      mebibytes(memoryBytes),
    ]),
  );
  return figures.map(({ subscribers, atSubscriber: { p50, p99 } }) => ({ subscribers, p50, p99 }));
}

/** Measures what grows with the size of the journal, with parked and with live subscribers. */
export const scaleBenchmark: Benchmark = {
  name: 'scale',
  summary: 'journal size, parked tokens, one of many campaigns, live subscribers; plotted in docs/scale.svg',
  measures: wholePath,
  run: async (report, { quick, large }) => {
    const load = describeLoad(currentLoad());
    const size = quick ? 'quick' : 'usual';
    report.text(
      `Live: ${thousands(live.rate)} outcomes/s for ${live.seconds} s; the first subscriber receives everything.`,
    );
    const journal = await journalSizes(report, large ? sizes.large : sizes[size]);
    const parked = await parkedTokens(report, tokenCounts[size]);
    await oneCampaign(report, quick ? 100_000 : million);
    const subscribers = await liveSubscribers(report, subscriberCounts[size]);
    if (quick) return;
    const caption = `${describeMachine()}; ${load}; ${new Date().toISOString().slice(0, 10)}`;
    await mkdir(new URL('.', plotFile), { recursive: true });
    await writeFile(plotFile, plotScale({ journal, parked, subscribers }, caption));
    report.text('Plotted in docs/scale.svg.');
  },
};
