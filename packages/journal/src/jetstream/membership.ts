import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { isOutOfTurn } from './nats-failure.ts';
import type { StateTable } from './state-table.ts';

const keyPrefix = 'member.';
/** A sign of life is given so often within the time that its absence means death. */
const signsPerTtl = 4;
/** Who cannot give one stops before the others take him for dead, by this part of that time. */
const safetyMargin = 0.2;

/**
 * Which processes are alive. Each goes by its own clock only: a process is dead when this one has seen no sign of it for
 * the whole time, and takes itself for dead earlier when it cannot give one.
 */
export class Membership {
  readonly #table: StateTable;
  readonly #ttlMs: number;
  readonly #onDeath: () => void;
  readonly #left = new AbortController();
  #self = { id: randomUUID(), revision: 0 };
  #validUntil = 0;
  #running: Promise<void> | undefined;
  #joined: Promise<void> | undefined;

  /** `onDeath` is called when the others may take this process for dead; it continues under another name. */
  constructor(table: StateTable, ttlMs: number, onDeath: () => void) {
    this.#table = table;
    this.#ttlMs = ttlMs;
    this.#onDeath = onDeath;
  }

  /** Name of this process among the others. */
  get self(): string {
    return this.#self.id;
  }

  get ttlMs(): number {
    return this.#ttlMs;
  }

  /** Resolves when the others know this process. */
  async join(): Promise<void> {
    this.#joined ??= this.#enter().catch((error: unknown) => {
      // The next claim tries anew.
      this.#joined = undefined;
      throw error;
    });
    await this.#joined;
    this.#running ??= this.#run();
  }

  /** Whether a process has shown life lately. Its last sign must have had time to come in: catch up first. */
  isAlive(id: string): boolean {
    if (id === this.#self.id) return performance.now() < this.#validUntil;
    const entry = this.#table.get(keyPrefix + id);
    return entry !== undefined && performance.now() - entry.seenAt < this.#ttlMs;
  }

  /** Strikes a dead process off, so that it learns of it when it comes back. */
  async strike(id: string): Promise<void> {
    const entry = this.#table.get(keyPrefix + id);
    if (entry !== undefined) await this.#table.remove(keyPrefix + id, entry.revision);
  }

  async leave(): Promise<void> {
    this.#left.abort();
    await this.#running;
    if (this.#running === undefined) return;
    await this.#table.remove(keyPrefix + this.#self.id, this.#self.revision).catch(() => undefined);
  }

  async #enter(): Promise<void> {
    const began = performance.now();
    this.#self = { id: randomUUID(), revision: 0 };
    this.#self.revision = await this.#table.put(keyPrefix + this.#self.id, '');
    this.#validUntil = began + this.#ttlMs * (1 - safetyMargin);
  }

  async #run(): Promise<void> {
    const { signal } = this.#left;
    while (!signal.aborted) {
      await sleep(this.#ttlMs / signsPerTtl, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted) return;
      const isKept = await this.#stayUntilInvalid();
      if (isKept || signal.aborted) continue;
      this.#validUntil = 0;
      this.#onDeath();
      await this.#enter().catch(() => undefined);
    }
  }

  /** Gives one sign of life. False: time is up, or the others have struck this process off. */
  async #stayUntilInvalid(): Promise<boolean> {
    while (performance.now() < this.#validUntil && !this.#left.signal.aborted) {
      const began = performance.now();
      const left = this.#validUntil - began;
      const given = await Promise.race([
        this.#give(),
        sleep(left, 'late' as const, { signal: this.#left.signal, ref: false }).catch(() => 'late' as const),
      ]);
      if (given === 'struck off' || given === 'late') return false;
      if (given === 'given') {
        // A process that stood still meanwhile has lost its time, though its sign was on the way.
        if (performance.now() >= this.#validUntil) return false;
        this.#validUntil = began + this.#ttlMs * (1 - safetyMargin);
        return true;
      }
      await sleep(this.#ttlMs / 20, undefined, { ref: false });
    }
    return false;
  }

  async #give(): Promise<'given' | 'struck off' | 'unanswered'> {
    const { id, revision } = this.#self;
    const key = keyPrefix + id;
    try {
      this.#self.revision = await this.#table.replace(key, '', revision);
      return 'given';
    } catch (error) {
      if (!isOutOfTurn(error)) return 'unanswered';
      await this.#table.catchUp();
      const entry = this.#table.get(key);
      if (entry === undefined) return 'struck off';
      // An earlier sign was given without an answer.
      this.#self.revision = entry.revision;
      return 'unanswered';
    }
  }
}
