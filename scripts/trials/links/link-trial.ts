import { setTimeout as pause } from 'node:timers/promises';
import { createRandom, startLink } from '../../built-packages.ts';
import { ObservedState } from '../crash/wait-for.ts';
import type { Death } from './deaths.ts';
import type { Heartbeat } from './heartbeats.ts';
import type { SubscriberEvents } from './link-subscriber.ts';
import type { NumberedOutcome } from './numbered-outcomes.ts';
import { type ServiceName, services } from './services.ts';

/** What became of the outcomes of one or more trials. */
export interface LinkResult {
  readonly recorded: number;
  readonly lost: number;
  /** Delivered more than once, and nothing tells that it is the same outcome. */
  readonly doubled: number;
  /** Delivered again under the same id, after the process of the reader was killed. */
  readonly repeated: number;
  /** Delivered with other values, or never recorded, or out of order. */
  readonly wrong: number;
}

export interface LinkTrial {
  readonly seed: number;
  readonly service: ServiceName;
  readonly death: Death;
  readonly heartbeat: Heartbeat;
  /** Starts a subscriber at a port. Returns what closes it. */
  readonly subscribe: (port: number, heartbeat: Heartbeat, events: SubscriberEvents) => () => Promise<void>;
  /** Resolves when recording may begin; called when the token is made. Default: at once. */
  readonly ready?: () => Promise<void>;
  /** Kills the process of the subscriber, where it has one. */
  readonly killClient: () => Promise<void>;
}

/** What a trial came to, or why it did not come to an end. */
export type EndedTrial = LinkResult | string;

/** Time between two outcomes, milliseconds. */
const paceMs = 20;
/** The same for those behind the others, at most. */
const slowestPaceMs = 1000;
const longestQuietMs = 300;
/** How long a trial waits for one thing, milliseconds: processes of a busy machine take their time. */
const patienceMs = 180_000;
const afterwardsMs = 100;

/** Compares what was delivered with what was recorded, numbers from 0 to before `recorded`. */
export function judge(recorded: number, delivered: readonly NumberedOutcome[]): LinkResult {
  const ids = new Map<number, string | undefined>();
  let [doubled, repeated, wrong, highest] = [0, 0, 0, -1];
  for (const { number, id } of delivered) {
    if (!(number < recorded)) wrong++;
    else if (ids.has(number) && id !== undefined && ids.get(number) === id) repeated++;
    else if (ids.has(number)) doubled++;
    else if (number < highest) wrong++;
    if (Number.isNaN(number)) continue;
    ids.set(number, id);
    highest = Math.max(highest, number);
  }
  const lost = Array.from({ length: recorded }, (_, number) => number).filter((number) => !ids.has(number)).length;
  return { recorded, lost, doubled, repeated, wrong };
}

/** Runs a trial. Never rejects. */
export async function attemptTrial(trial: LinkTrial): Promise<EndedTrial> {
  try {
    return await runLinkTrial(trial);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return `${trial.death.name}, ${trial.service}, seed ${trial.seed}: ${text}`;
  }
}

/** Records outcomes at a steady pace while the link dies once, and counts what arrived. */
async function runLinkTrial({ seed, service: name, death, heartbeat, ...client }: LinkTrial): Promise<LinkResult> {
  const random = createRandom(seed);
  await using service = await services[name](seed);
  const link = await startLink({ target: { host: '127.0.0.1', port: service.port }, seed });
  const state = new ObservedState(patienceMs);
  const delivered: NumberedOutcome[] = [];
  let [isSubscribed, disconnects] = [false, 0];
  const close = client.subscribe(link.port, heartbeat, {
    received: (outcomes) => {
      delivered.push(...outcomes);
      state.changed();
    },
    subscribed: () => {
      isSubscribed = true;
      state.changed();
    },
    disconnected: () => {
      disconnects++;
      state.changed();
    },
    failed: (error) => state.fail(new Error('the subscription failed', { cause: error })),
  });
  try {
    await state.waitFor('the token is made', () => isSubscribed);
    await client.ready?.();
    const recording = new Recording(service.record);
    await pause(random.below(longestQuietMs));
    const before = disconnects;
    const noticed = (): Promise<void> => state.waitFor('the client has noticed', () => disconnects > before);
    await death.play({ link, random, noticed, killClient: client.killClient });
    await pause(afterwardsMs);
    const recorded = await recording.stop();
    // In order: once one that was recorded behind them all has arrived, the others have, or never will.
    const isLast = ({ number }: NumberedOutcome): boolean => number >= recorded;
    const arrived = state.waitFor('an outcome behind the others has arrived', () => delivered.some(isLast));
    for (let [last, waitMs] = [recorded, paceMs]; !delivered.some(isLast); last++) {
      await service.record(last);
      await Promise.race([arrived, pause(waitMs)]);
      waitMs = Math.min(2 * waitMs, slowestPaceMs);
    }
    return judge(
      recorded,
      delivered.filter((each) => !isLast(each)),
    );
  } finally {
    await close();
    await link.close();
  }
}

/** Records one outcome after the other, until it is stopped. */
class Recording {
  readonly #record: (number: number) => Promise<void>;
  readonly #done: Promise<void>;
  #isStopped = false;
  #recorded = 0;

  constructor(record: (number: number) => Promise<void>) {
    this.#record = record;
    this.#done = this.#run();
    this.#done.catch(() => undefined);
  }

  /** Resolves to how many were recorded. */
  async stop(): Promise<number> {
    this.#isStopped = true;
    await this.#done;
    return this.#recorded;
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      await this.#record(this.#recorded++);
      await pause(paceMs);
    }
  }
}
