import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../built-packages.ts';
import { BridgeDoor, type Upstream } from './bridge-door.ts';
import { bodyOf, type Door, type GoodCase, isBad, makeCase, type ValueCase } from './cases.ts';
import { DialerDoor } from './dialer-door.ts';
import { directoryOf, FeedDoor } from './feed-door.ts';
import { canHold, type DoorEncoding, encodings } from './hostile-text.ts';
import { readHttp } from './http-ways.ts';
import { RawSubscriber } from './raw-subscriber.ts';
import { Tail } from './tails.ts';
import { Verdict } from './verdict.ts';
import { printJournal, runSinks } from './ways-out.ts';

const feedEncodings = ['utf-8', 'windows-1252', 'utf-16le'] as const satisfies readonly DoorEncoding[];

/** Every door: feeds, sockets of dialers, POST as JSON and as CloudEvents. */
const doors: readonly Door[] = [
  ...feedEncodings.map((encoding): Door => ({ kind: 'feed', encoding })),
  ...encodings.map((encoding): Door => ({ kind: 'dialer', encoding })),
  { kind: 'json', encoding: 'utf-8' },
  { kind: 'json', encoding: 'utf-8' },
];
export const doorCount = doors.length;

/** Number of cases, by what must become of them. */
export interface CaseCounts {
  readonly recorded: number;
  readonly refused: number;
}

/** What one set of processes came to. */
export interface RoundResult {
  /** The cases of each seed, in the order of the seeds. */
  readonly counts: readonly CaseCounts[];
  readonly faults: readonly string[];
  readonly faultCount: number;
}

function idsOf(cases: readonly ValueCase[]): readonly string[] {
  return cases.filter((each) => !isBad(each)).map(({ id }) => id);
}

/** By door. The seeds of a round have different numbers: the first is seed 0. */
function casesOf(seed: number, seedNumber: number, perDoor: number): ValueCase[][] {
  return doors.map((door, index) => {
    const random = createRandom((seed + index * 7919) >>> 0);
    const first = index * 10_000_000 + seedNumber * perDoor;
    return Array.from({ length: perDoor }, (_, number) => makeCase(random, door, first + number));
  });
}

function countsOf(cases: readonly ValueCase[]): CaseCounts {
  const refused = cases.filter(isBad).length;
  return { recorded: cases.length - refused, refused };
}

/** Hands this number of cases of each seed in through each door of one set of processes, and judges every way out of them. */
export async function playRound(
  seeds: readonly number[],
  perDoor: number,
  print: (line: string) => void,
): Promise<RoundResult> {
  const root = await mkdtemp(join(tmpdir(), 'sdmp-values-'));
  const bySeed = seeds.map((seed, number) => casesOf(seed, number, perDoor));
  const cases = doors.map((_, door) => bySeed.flatMap((ofSeed) => ofSeed[door] ?? []));
  const good = cases.flat().filter((each): each is GoodCase => !isBad(each));
  const verdict = new Verdict(new Map(good.map((each) => [each.id, each])));
  const round = new Round({ root, cases, good, verdict, print });
  try {
    await round.play();
  } finally {
    await round.stop();
    await rm(root, { recursive: true, force: true });
  }
  const { faults, faultCount } = verdict;
  return { counts: bySeed.map((ofSeed) => countsOf(ofSeed.flat())), faults, faultCount };
}

interface RoundOptions {
  readonly root: string;
  /** By door. */
  readonly cases: readonly (readonly ValueCase[])[];
  readonly good: readonly GoodCase[];
  readonly verdict: Verdict;
  readonly print: (line: string) => void;
}

class Round {
  readonly #options: RoundOptions;
  readonly #services: readonly FeedDoor[];
  readonly #dialers: readonly DialerDoor[];
  #bridge: BridgeDoor | undefined;
  #subscribers: RawSubscriber[] = [];
  #tails: Tail[] = [];

  constructor(options: RoundOptions) {
    this.#options = options;
    const { root, verdict } = options;
    this.#services = feedEncodings.map(
      (encoding) => new FeedDoor({ encoding, directory: directoryOf(root, encoding), verdict }),
    );
    this.#dialers = encodings.map(
      (encoding, index) => new DialerDoor(encoding, this.#casesOf(feedEncodings.length + index)),
    );
  }

  async play(): Promise<void> {
    const { root, verdict, good, print } = this.#options;
    const ids = good.map(({ id }) => id);
    const bridge = await this.#open();
    for (const [door, service] of this.#services.entries()) this.#tell(await service.feed(this.#casesOf(door)));
    for (const dialer of this.#dialers) await dialer.send();
    const posted = feedEncodings.length + this.#dialers.length;
    await bridge.post('json', this.#casesOf(posted));
    await bridge.post('events', this.#casesOf(posted + 1));
    await bridge.recorded(good.length, new Map(this.#dialers.map(({ name, bad }) => [name, bad])));
    this.#tell(await this.#socketsOut(bridge));
    this.#tell(await readHttp({ url: bridge.url, verdict, good }));
    await bridge.stop();
    for (const [door, service] of this.#services.entries())
      this.#tell(await service.finish(idsOf(this.#casesOf(door))));
    const options = { directory: bridge.directory, root, verdict, good: ids, print };
    this.#tell(await printJournal(options));
    this.#tell(await runSinks(options));
  }

  async stop(): Promise<void> {
    for (const subscriber of this.#subscribers) subscriber.close();
    for (const dialer of this.#dialers) dialer.close();
    for (const tail of this.#tails) await tail.stop();
    await this.#bridge?.stop();
    for (const service of this.#services) await service.stop();
  }

  #casesOf(door: number): readonly ValueCase[] {
    return this.#options.cases[door] ?? [];
  }

  #tell(lines: readonly string[]): void {
    this.#options.print(`the same: ${lines.join(', ')}`);
  }

  /** Starts every program, and subscribes to the bridge before anything is handed in. */
  async #open(): Promise<BridgeDoor> {
    const { root, verdict, good } = this.#options;
    for (const service of this.#services) await service.open();
    for (const dialer of this.#dialers) await dialer.open();
    const services = this.#services.map(
      ({ unicodePort: port }, index): Upstream => ({ name: `serve${index}`, port, encoding: 'utf-16le' }),
    );
    const bridge = await BridgeDoor.start(root, [...services, ...this.#dialers], verdict);
    this.#bridge = bridge;
    const portOf = (encoding: DoorEncoding): number => bridge.ports.get(encoding) ?? 0;
    this.#subscribers = encodings.map(
      (encoding) =>
        new RawSubscriber(portOf(encoding), encoding, (frame) => verdict.frame(socketWay(encoding), frame, encoding)),
    );
    for (const subscriber of this.#subscribers) await subscriber.subscribe();
    const count = good.length;
    this.#tails = [
      new Tail({ port: portOf('utf-8'), encoding: 'utf-8', format: 'json', count }),
      new Tail({ port: portOf('utf-16le'), encoding: 'utf-16le', format: 'csv', count }),
      new Tail({ port: portOf('utf-8'), encoding: 'utf-8', format: 'frames', count }),
    ];
    for (const tail of this.#tails) await tail.subscribed();
    return bridge;
  }

  /** Everything that the bridge delivered over sockets, and how often it had to put question marks. */
  async #socketsOut(bridge: BridgeDoor): Promise<readonly string[]> {
    const { verdict, good } = this.#options;
    const ids = good.map(({ id }) => id);
    for (const subscriber of this.#subscribers) await subscriber.received(good.length + 1);
    const lines = encodings.map((encoding) => verdict.settle(socketWay(encoding), ids));
    for (const tail of this.#tails) lines.push(await tail.finish(verdict, ids));
    const bodies = good.map(bodyOf);
    const replaced = encodings.flatMap((encoding) => bodies.filter((body) => !canHold(encoding, body))).length;
    verdict.compare('metric', 'all', 'characters_replaced_total', await bridge.charactersReplaced(), replaced);
    return [...lines, `question marks in ${replaced}`];
  }
}

function socketWay(encoding: DoorEncoding): string {
  return `bridge to ${encoding}`;
}
