import { readFile } from 'node:fs/promises';
import { createAuthority } from '@sdmp/testkit';
import { type Benchmark, wholePath } from '../benchmark.ts';
import { type Corpus, makeCorpus } from '../corpus/corpus.ts';
import { availablePeers, isOurs, isOursWanted } from '../peers/available-peers.ts';
import type { Peer } from '../peers/peer.ts';
import { orSkipped } from '../peers/or-skipped.ts';
import { readInProcess } from '../peers/read-in-process.ts';
import type { ReadJob } from '../peers/read-job.ts';
import type { ReaderName } from '../peers/readers.ts';
import type { Report } from '../report/report.ts';
import { feed } from '../service/feed.ts';
import { park } from '../service/park.ts';
import { startServiceProcess } from '../service/service-process.ts';
import { thousands } from '../statistics.ts';
import { processorSecondsOf } from '../system/process-figures.ts';
import { temporaryFolder } from '../system/temporary-folder.ts';
import { readBehind } from './behind.ts';

const defaultCount = 2_000_000;
const quickCount = 50_000;
/** Time limit of one system for recording, and again for reading. */
const timeLimitMs = 15_000;

interface Figure {
  readonly system: string;
  readonly how: string;
  readonly received: number;
  readonly seconds: number;
  readonly secondsToFirst: number;
  readonly isWhole: boolean;
  /** CPU time, seconds. */
  readonly serverSeconds: number;
  readonly readerSeconds: number;
}

const ours = 'sdmp serve + @sdmp/runtime';

const ways = [
  { how: 'batches(), acknowledged, typed', reader: 'sdmpBatches', isSecure: false },
  { how: 'batches(), acknowledged, typed, by TLS 1.3', reader: 'sdmpBatches', isSecure: true },
  { how: 'for await, acknowledged, typed', reader: 'sdmp', isSecure: false },
  { how: 'batches(), an OZ for each', reader: 'sdmpDocumented', isSecure: false },
] as const;

async function read(serverPid: number, reader: ReaderName, job: ReadJob): Promise<Omit<Figure, 'system' | 'how'>> {
  const before = await processorSecondsOf(serverPid);
  const { received, seconds, secondsToFirst, processorSeconds: readerSeconds } = await readInProcess(reader, job);
  const serverSeconds = (await processorSecondsOf(serverPid)) - before;
  return { received, seconds, secondsToFirst, isWhole: received === job.count, serverSeconds, readerSeconds };
}

async function measureOurs(corpus: Corpus, count: number): Promise<Figure[]> {
  await using folder = await temporaryFolder();
  const authority = await createAuthority(folder.path);
  const { certificateFile, keyFile } = await authority.issue({ subject: '/CN=service', names: ['IP:127.0.0.1'] });
  const secure = ['--listen-tls', '127.0.0.1:0', '--certificate-file', certificateFile, '--key-file', keyFile];
  await using service = await startServiceProcess({ words: secure });
  const ca = await readFile(authority.certificateFile, 'utf8');
  const tokenOf = ({ reader, isSecure }: (typeof ways)[number]): string => `${reader}${isSecure ? 'Tls' : ''}`;
  for (const way of ways) await park(service.port, { persistToken: tokenOf(way) });
  await feed(service, corpus, count);
  const figures: Figure[] = [];
  for (const way of ways) {
    const { how, reader, isSecure } = way;
    const common = { count, timeLimitMs, persistToken: tokenOf(way) };
    const job = isSecure ? { ...common, port: await service.tlsPort, ca } : { ...common, port: service.port };
    figures.push({ system: ours, how, ...(await read(service.pid, reader, job)) });
  }
  return figures;
}

async function measureBehind(corpus: Corpus, count: number, runs: boolean): Promise<Figure> {
  const { processorSeconds: readerSeconds, ...reading } = await readBehind(corpus, { count, timeLimitMs, runs });
  const isWhole = reading.received === count;
  const how = `${runs ? 'batches()' : 'an OZ for each'}, fallen behind while live: not paced`;
  return { ...reading, system: ours, how, isWhole, readerSeconds };
}

async function measurePeer(peer: Peer, corpus: Corpus, count: number): Promise<Figure[]> {
  const [policy] = peer.policies;
  if (policy === undefined) return [];
  await using folder = await temporaryFolder();
  await using server = await peer.start(folder.path, policy);
  const { port } = server;
  await peer.prepare(port);
  const published = await peer.publish(port, corpus, { count, timeLimitMs });
  const figures: Figure[] = [];
  for (const { how, reader } of peer.readers) {
    const job = { port, count: published, timeLimitMs };
    figures.push({ system: peer.name, how, ...(await read(server.pid, reader, job)) });
  }
  return figures;
}

function reportFigures(figures: readonly Figure[], report: Report): void {
  const rate = ({ received, seconds }: Figure): number => received / seconds;
  const rateFromFirst = ({ received, seconds, secondsToFirst }: Figure): number =>
    (received - 1) / (seconds - secondsToFirst);
  const reference = figures.find(({ system }) => isOurs(system));
  const microsecondsEach = (seconds: number, { received }: Figure): string => ((seconds / received) * 1e6).toFixed(2);
  const rows = figures.map((figure) => [
    figure.system,
    figure.how,
    thousands(figure.received),
    figure.seconds.toFixed(2),
    thousands(rate(figure)),
    thousands(rateFromFirst(figure)),
    reference === undefined ? '–' : `${(rate(reference) / rate(figure)).toFixed(2)}×`,
    microsecondsEach(figure.serverSeconds, figure),
    microsecondsEach(figure.readerSeconds, figure),
    figure.isWhole ? '' : 'stopped at the time limit',
  ]);
  report.table(
    ['system', 'reader', 'messages', 'seconds', 'messages/s', 'from the first', 'ours', 'server µs', 'reader µs', ''],
    rows,
  );
}

/** Measures how fast a reader that was disconnected receives its backlog. */
export const rollforwardBenchmark: Benchmark = {
  name: 'rollforward',
  summary: 'a parked subscriber receives its backlog, compared with peers on the same messages',
  measures: wholePath,
  run: async (report, options) => {
    const count = options.count ?? (options.quick ? quickCount : defaultCount);
    const corpus = makeCorpus();
    report.text(
      `${thousands(count)} messages of ${corpus.messageBytes.toFixed(0)} bytes on average; service and reader in separate ` +
        'processes; ours reads three fields of each outcome, the others take the raw payload. From the first: the rate from the ' +
        'first message on, which is what CS limits. µs: CPU time per message, of the server and of the reader.',
    );
    const isWanted = isOursWanted(options.only);
    const figures = isWanted ? await measureOurs(corpus, count) : [];
    if (isWanted) for (const runs of [false, true]) figures.push(await measureBehind(corpus, count, runs));
    for (const peer of availablePeers(options.only, report)) {
      figures.push(...(await orSkipped(peer.name, () => measurePeer(peer, corpus, count), report)));
    }
    reportFigures(figures, report);
  },
};
