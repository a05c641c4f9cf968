import type { FrameRun } from '../connection/frame-run.ts';
import { hold, type HeldRun } from './held-run.ts';
import { identityOf } from './outcome-identity.ts';

interface Entry {
  readonly first: number;
  readonly run: HeldRun;
}

interface Replay {
  readonly identities: readonly string[];
  /** The outcomes' numbers, in the same order. */
  readonly numbers: readonly number[];
  /** Where the next frame is expected. */
  at: number;
  /** Built when a frame is not where it is expected. */
  places: Map<string, number[]> | undefined;
}

/**
 * The outcomes of one persistent subscription that were received and are not known to be acknowledged. After a reconnect
 * an acknowledging service sends those again which it has not recorded as finished; here they are recognized (ACK-3).
 *
 * A replay keeps the order, so it is over at the first frame that is not in the window behind the one before; an outcome
 * that comes later and happens to look the same is therefore never taken for a repetition.
 */
export class ReplayWindow {
  #entries: Entry[] = [];
  #units = 0;
  #forgotten = 0;
  #replay: Replay | undefined;

  /** Characters that arrived in what is held. */
  get units(): number {
    return this.#units;
  }

  get isReplaying(): boolean {
    return this.#replay !== undefined;
  }

  /** Outcomes number `first` and following were received. */
  add(first: number, run: FrameRun): void {
    this.#entries.push({ first, run: hold(run) });
    this.#units += run.units;
  }

  /** The service will not send outcomes below this number again. */
  forget(upTo: number): void {
    if (upTo <= this.#forgotten) return;
    this.#forgotten = upTo;
    let gone = 0;
    for (const { first, run } of this.#entries) {
      if (first + run.count > upTo) break;
      this.#units -= run.units;
      gone += 1;
    }
    if (gone > 0) this.#entries.splice(0, gone);
  }

  /** A new connection begins: from here on, frames may be repetitions. */
  startReplay(): void {
    const identities: string[] = [];
    const numbers: number[] = [];
    for (const { first, run } of this.#entries) {
      for (let at = Math.max(0, this.#forgotten - first); at < run.count; at++) {
        identities.push(run.identityOf(at));
        numbers.push(first + at);
      }
    }
    this.#replay = identities.length === 0 ? undefined : { identities, numbers, at: 0, places: undefined };
  }

  /** Number of the outcome that frame `at` of a run repeats; undefined when it is a new one, which ends the replay. */
  repeated(run: FrameRun, at: number): number | undefined {
    const replay = this.#replay;
    if (replay === undefined) return undefined;
    const place = nextPlace(replay, identityOf(run, at));
    if (place === undefined) {
      this.#replay = undefined;
      this.#cut(replay.numbers[replay.at] ?? 0);
      return undefined;
    }
    replay.at = place + 1;
    if (replay.at === replay.identities.length) this.#replay = undefined;
    return replay.numbers[place];
  }

  /** The service has passed over the outcomes from this number on: it will not send them again. */
  #cut(from: number): void {
    const kept: Entry[] = [];
    for (const { first, run } of this.#entries) {
      if (first < from) kept.push({ first, run: run.upTo(Math.min(run.count, from - first)) });
    }
    this.#entries = kept;
    this.#units = kept.reduce((sum, { run }) => sum + run.units, 0);
  }
}

function nextPlace(replay: Replay, identity: string): number | undefined {
  if (replay.identities[replay.at] === identity) return replay.at;
  replay.places ??= placesOf(replay.identities);
  return replay.places.get(identity)?.find((place) => place >= replay.at);
}

function placesOf(identities: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [at, identity] of identities.entries()) {
    const known = places.get(identity);
    if (known === undefined) places.set(identity, [at]);
    else known.push(at);
  }
  return places;
}
