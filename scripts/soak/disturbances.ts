import { setTimeout as delay } from 'node:timers/promises';
import type { LinkDeath, Random } from '../built-packages.ts';
import type { Disturbance } from './samples.ts';
import type { NamedLink, System } from './system.ts';

/** Shares of the run: restarts happen in the first and in the last one, so that processes live long enough between to be judged. */
export const restartsUntil = 0.25;
export const restartsFrom = 0.9;
/** Time between two disturbances, from recovery to the next beginning: this share of the run, within these limits. */
const pauseShare = 1 / 80;
const pauseLimitsMs = [4000, 45_000] as const;
/** How long a link fails, milliseconds. */
const linkFailsMs = [500, 6000] as const;
/** Every reader must be up to date again within this time of a fault's end: waits between attempts to connect are part of it. */
export const recoveryLimitMs = 90_000;
const recoveryLookMs = 200;
const latenciesMs = 200;

const deaths: readonly LinkDeath[] = ['close', 'reset', 'silence', 'half-open', 'freeze'];

interface Kind {
  readonly name: string;
  readonly run: (signal: AbortSignal) => Promise<void>;
}

export interface DisturbancesOptions {
  readonly system: System;
  readonly random: Random;
  readonly runMs: number;
  /** Milliseconds since the load began. */
  readonly now: () => number;
  readonly onDone: (disturbance: Disturbance) => void;
  readonly onFault: (what: string) => void;
}

/** Disturbs the system, one fault after the other, each after the one before is recovered from. */
export class Disturbances {
  readonly #options: DisturbancesOptions;
  #underWay: string | undefined;
  #wasDisturbed = false;

  constructor(options: DisturbancesOptions) {
    this.#options = options;
  }

  /** Name of the fault that is under way or not recovered from. */
  get underWay(): string | undefined {
    return this.#underWay;
  }

  /** Whether there was a fault since this was asked last, or there is one now. */
  takeWasDisturbed(): boolean {
    const was = this.#wasDisturbed || this.#underWay !== undefined;
    this.#wasDisturbed = false;
    return was;
  }

  /** Runs until aborted; the fault that is under way then is ended, and recovered from. */
  async run(signal: AbortSignal): Promise<void> {
    const { random, runMs, now } = this.#options;
    const [least, most] = pauseLimitsMs;
    const pauseMs = Math.min(most, Math.max(least, runMs * pauseShare));
    const [restarts, others] = [shuffled(this.#restarts(), random), shuffled(this.#others(), random)];
    for (let turn = 0; ; turn++) {
      await delay(pauseMs * (0.5 + random.below(1000) / 1000), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return;
      const share = now() / runMs;
      const mayRestart = share < restartsUntil || share > restartsFrom;
      const kinds = mayRestart && turn % 2 === 0 ? restarts : others;
      const kind = kinds.shift();
      if (kind === undefined) throw new Error('there is no kind of disturbance');
      kinds.push(kind);
      await this.#disturb(kind, signal);
    }
  }

  async #disturb({ name, run }: Kind, signal: AbortSignal): Promise<void> {
    const { now, onDone, onFault } = this.#options;
    this.#underWay = name;
    this.#wasDisturbed = true;
    const fromMs = now();
    await run(signal);
    const endedMs = now();
    const isRecovered = await this.#recovered();
    this.#underWay = undefined;
    if (!isRecovered)
      onFault(`${name} at ${Math.round(fromMs / 1000)} s was not recovered from in ${recoveryLimitMs} ms`);
    onDone({ kind: 'disturbance', name, fromMs, endedMs, recoveredMs: isRecovered ? now() : null });
  }

  /** Resolves with whether every reader has in time what is recorded now. The files sink finishes its files later. */
  async #recovered(): Promise<boolean> {
    const { system, now } = this.#options;
    const { recorded } = system.dialer;
    const givesUp = now() + recoveryLimitMs;
    const watched = system.sequences.filter(({ name }) => name !== 'files sink');
    while (now() < givesUp) {
      // One outcome more, so that what is measured next is not part of the backlog.
      if (watched.every((each) => each.next > recorded)) return true;
      await delay(recoveryLookMs);
    }
    return false;
  }

  #restarts(): Kind[] {
    const { dialer, bridge } = this.#options.system;
    return (['SIGTERM', 'SIGKILL'] as const).flatMap((signal) => [
      { name: `bridge restarted after ${signal}`, run: () => bridge.restart(signal) },
      { name: `dialer restarted after ${signal}`, run: () => dialer.restart(signal) },
    ]);
  }

  #others(): Kind[] {
    const { links } = this.#options.system;
    return [...links.flatMap((link) => this.#linkFaults(link)), ...this.#renewals(), ...this.#renewals()];
  }

  #linkFaults({ name, link }: NamedLink): Kind[] {
    const failing = deaths.map((how) => ({
      name: `${name}: ${how}`,
      run: async (signal: AbortSignal) => {
        link.cut({ how });
        await this.#linkFails(signal);
        await link.restore();
      },
    }));
    const slow = {
      name: `${name}: slow`,
      run: async (signal: AbortSignal) => {
        link.delay(latenciesMs, latenciesMs);
        link.chunk(100);
        await this.#linkFails(signal);
        link.delay();
        link.chunk();
      },
    };
    return [...failing, slow];
  }

  async #linkFails(signal: AbortSignal): Promise<void> {
    const [least, most] = linkFailsMs;
    await delay(least + this.#options.random.below(most - least), undefined, { signal }).catch(() => undefined);
  }

  /** New certificates; then the connections are made anew, so that clients meet them. */
  #renewals(): Kind[] {
    const { dialer, bridge, certificates, links } = this.#options.system;
    const renewal = (server: string, port: () => number, affected: readonly NamedLink[]): Kind => ({
      name: `certificate of the ${server} renewed`,
      run: async () => {
        if (!(await certificates.renewAndSee(server, port()))) {
          this.#options.onFault(`the ${server} did not show its new certificate`);
        }
        for (const { link } of affected) link.end('reset');
      },
    });
    return [
      renewal('dialer', () => dialer.port, links.slice(0, 1)),
      renewal('bridge', () => bridge.port, links.slice(1)),
    ];
  }
}

function shuffled<Value>(values: readonly Value[], random: Random): Value[] {
  return values
    .map((value) => ({ value, order: random.next() }))
    .toSorted((one, other) => one.order - other.order)
    .map(({ value }) => value);
}
