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

async function measureOurs(corpus: Corpus, count: number): Promise<Figure[]> {
  const fed = await (async () => {
    await using service = await startServiceProcess();
    const before = await processorSecondsOf(service.pid);
    const seconds = await feed(service, corpus, count);
    return { seconds, serverSeconds: (await processorSecondsOf(service.pid)) - before };
  })();
  const dialed = await fromSimulatedDialer(count);
  const relayed = await fromService(corpus, count);
  return [
    { system: 'sdmp serve --feed -', ...our, count, ...fed },
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
        'last one is acknowledged; everything is kept for a disconnected reader. µs: CPU time of the server per message.',
    );
    const figures = isOursWanted(options.only) ? await measureOurs(corpus, count) : [];
    for (const peer of availablePeers(options.only, report)) {
      for (const policy of peer.policies) {
        const what = `${peer.name}, ${policy.words}`;
        figures.push(...(await orSkipped(what, () => measurePeer(peer, policy, corpus, count), report)));
      }
    }
    reportFigures(figures, report);
  },
};
