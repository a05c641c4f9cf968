import { type Benchmark, wholePath } from '../benchmark.ts';
import { type Corpus, makeCorpus } from '../corpus/corpus.ts';
import { availablePeers, isOurs, isOursWanted } from '../peers/available-peers.ts';
import { orSkipped } from '../peers/or-skipped.ts';
import type { FsyncPolicy, Peer } from '../peers/peer.ts';
import { feed } from '../service/feed.ts';
import { startServiceProcess } from '../service/service-process.ts';
import type { Report } from '../report/report.ts';
import { thousands } from '../statistics.ts';
import { processorSecondsOf } from '../system/process-figures.ts';
import { temporaryFolder } from '../system/temporary-folder.ts';
import { fromService, fromSimulatedDialer } from './through-bridge.ts';

const defaultCount = 1_000_000;
const quickCount = 20_000;
/** What gives the same guarantee as ours is measured in this number of rounds, each system once in each: the median counts. */
const usualRounds = 5;
/** Time limit for publishing to one system. */
const timeLimitMs = 20_000;

interface Figure {
  readonly system: string;
  readonly policy: string;
  readonly isDurable: boolean;
  readonly count: number;
  readonly seconds: number;
  /** CPU time of the server, seconds; undefined if several programs share the work. */
  readonly serverSeconds?: number;
}

const our = { policy: 'fsync before each commit', isDurable: true };

async function measureFeed(corpus: Corpus, count: number): Promise<Figure[]> {
  await using service = await startServiceProcess();
  const before = await processorSecondsOf(service.pid);
  const seconds = await feed(service, corpus, count);
  const serverSeconds = (await processorSecondsOf(service.pid)) - before;
  return [{ system: 'sdmp serve --feed -', ...our, count, seconds, serverSeconds }];
}

async function measureBridge(corpus: Corpus, count: number): Promise<Figure[]> {
  const dialed = await fromSimulatedDialer(count);
  const relayed = await fromService(corpus, count);
  return [
    { system: 'sdmp-bridge from a simulated dialer', ...our, count, seconds: dialed },
    { system: 'sdmp-bridge from sdmp serve, with start', ...our, count, seconds: relayed },
  ];
}

async function measurePeer(peer: Peer, policy: FsyncPolicy, corpus: Corpus, count: number): Promise<Figure[]> {
  await using folder = await temporaryFolder();
  await using server = await peer.start(folder.path, policy);
  await peer.prepare(server.port);
  const before = await processorSecondsOf(server.pid);
  const began = performance.now();
  const published = await peer.publish(server.port, corpus, { count, timeLimitMs });
  const seconds = (performance.now() - began) / 1000;
  const serverSeconds = (await processorSecondsOf(server.pid)) - before;
  const { words, isDurable } = policy;
  return [{ system: peer.name, policy: words, isDurable, count: published, seconds, serverSeconds }];
}

interface Measured {
  readonly what: string;
  readonly isDurable: boolean;
  readonly measure: () => Promise<readonly Figure[]>;
}

/** The figure with the median rate of each system, after some rounds in which they take turns. */
async function medians(measured: readonly Measured[], rounds: number, report: Report): Promise<Figure[]> {
  const found = new Map<string, Figure[]>();
  const skipped = new Set<Measured>();
  for (let round = 0; round < rounds; round++) {
    for (const each of measured) {
      const figures = skipped.has(each) ? [] : await orSkipped(each.what, each.measure, report);
      if (figures.length === 0) skipped.add(each);
      for (const figure of figures) {
        const name = `${figure.system}, ${figure.policy}`;
        found.set(name, [...(found.get(name) ?? []), figure]);
      }
    }
  }
  return [...found.values()].flatMap((figures) => {
    const sorted = figures.toSorted((one, other) => one.count / one.seconds - other.count / other.seconds);
    return sorted.slice(Math.floor(sorted.length / 2)).slice(0, 1);
  });
}

function reportFigures(figures: readonly Figure[], report: Report): void {
  const rate = ({ count, seconds }: Figure): number => count / seconds;
  const ours = figures.find(({ system }) => isOurs(system));
  const rows = figures.map((figure) => [
    figure.system,
    figure.policy,
    figure.isDurable ? 'yes' : 'no',
    thousands(figure.count),
    thousands(rate(figure)),
    ours === undefined ? '–' : `${(rate(ours) / rate(figure)).toFixed(2)}×`,
    figure.serverSeconds === undefined ? '–' : ((figure.serverSeconds / figure.count) * 1e6).toFixed(2),
  ]);
  const head = ['system', 'on disk', 'acknowledged = safe', 'messages', 'messages/s', 'ours', 'server µs'];
  report.table(head, rows);
}

/** Measures how fast outcomes are recorded durably. */
export const ingestBenchmark: Benchmark = {
  name: 'ingest',
  summary: 'recording: durable feed rate, compared with peers on the same messages',
  measures: [...wholePath, 'apps/bridge'],
  run: async (report, options) => {
    const count = options.count ?? (options.quick ? quickCount : defaultCount);
    const corpus = makeCorpus();
    report.text(
      `${thousands(count)} messages of ${corpus.messageBytes.toFixed(0)} bytes on average, one publisher; measured until the ` +
        'last one is acknowledged; everything is kept for a disconnected reader. µs: CPU time of the server per message. ' +
        `The feed, and what is acknowledged when it is safe: the median of ${usualRounds} rounds in which they take turns.`,
    );
    const isOursMeasured = isOursWanted(options.only);
    const measured: Measured[] = availablePeers(options.only, report).flatMap((peer) =>
      peer.policies.map((policy) => ({
        what: `${peer.name}, ${policy.words}`,
        isDurable: policy.isDurable,
        measure: () => measurePeer(peer, policy, corpus, count),
      })),
    );
    const fed = { what: 'sdmp serve', isDurable: true, measure: () => measureFeed(corpus, count) };
    const equals = measured.filter(({ isDurable }) => isDurable);
    const others = measured.filter(({ isDurable }) => !isDurable);
    const rounds = options.quick ? 1 : usualRounds;
    const figures = await medians([...(isOursMeasured ? [fed] : []), ...equals], rounds, report);
    if (isOursMeasured) figures.push(...(await measureBridge(corpus, count)));
    figures.push(...(await medians(others, 1, report)));
    reportFigures(figures, report);
  },
};
