import type { Outcome } from '@sdmp/outcomes';
import { serviceErrors } from '@sdmp/protocol';
import { verifies } from '@sdmp/requirements';
import fc from 'fast-check';
import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type Client, connectWith } from '../../src/client/client.ts';
import { runOf } from '../../src/client/connection/frame-run.ts';
import type { OpenConnection } from '../../src/client/connection/connection.ts';
import { FakeClock } from './support/fake-edges.ts';
import { outcomes } from './support/readers.ts';
import { tokenOf } from './support/scripted-service.ts';

const closeTimeoutMs = 5000;
/** Time passes in pieces of this size, between which readers continue. */
const pieceMs = 500;

/** What becomes of a connection. */
type Peer =
  | 'good'
  /** Takes everything and never says a word. */
  | 'silent'
  /** Answers requests, but no probe: nothing is ever confirmed. */
  | 'deaf'
  /** The attempt neither fails nor succeeds. */
  | 'swallows'
  | 'refuses'
  /** Refuses before the attempt to open has returned. */
  | 'refusesAtOnce'
  /** Rejects each subscription, which ends it, or for a while only when it was accepted before. */
  | 'busy'
  /** Ends each transaction as soon as it began. */
  | 'ends';

/** What a reader does with what it got. */
type Habit = 'quick' | 'slow' | 'neverBack' | 'leaves' | 'closes';

type Step =
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'peer'; readonly peer: Peer }
  | { readonly do: 'read'; readonly habit: Habit; readonly isPersistent: boolean; readonly byBatch: boolean }
  | { readonly do: 'send'; readonly count: number }
  | { readonly do: 'lose' }
  | { readonly do: 'abortOne' }
  | { readonly do: 'request' }
  | { readonly do: 'close' };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('pass' as const), ms: fc.oneof(fc.nat(5), fc.nat(1500), fc.nat(40_000)) }),
  fc.record({
    do: fc.constant('peer' as const),
    peer: fc.constantFrom<Peer>('good', 'silent', 'deaf', 'swallows', 'refuses', 'refusesAtOnce', 'busy', 'ends'),
  }),
  fc.record({
    do: fc.constant('read' as const),
    habit: fc.constantFrom<Habit>('quick', 'slow', 'neverBack', 'leaves', 'closes'),
    isPersistent: fc.boolean(),
    byBatch: fc.boolean(),
  }),
  fc.record({ do: fc.constant('send' as const), count: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ do: fc.constantFrom('lose' as const, 'abortOne' as const, 'request' as const) }),
);

/** A client, the services it finds one after the other, and its readers. */
class World {
  readonly clock = new FakeClock();
  readonly client: Client;
  peer: Peer = 'good';
  openSockets = 0;
  /** Readers, status readers and requests that have not come to their end. */
  unfinished = 0;
  /** When `close` was first called and when its promise resolved, by the client's clock. */
  closing: { readonly atMs: number; resolvedAtMs?: number } | undefined;
  #connection: { readonly send: (frames: readonly string[]) => void; readonly lose: () => void } | undefined;
  readonly #aborts: AbortController[] = [];
  readonly #bodies = new Set<() => void>();
  #isReleased = false;
  readonly #transactions: string[] = [];

  constructor() {
    this.client = connectWith(
      { closeTimeoutMs, queueBytes: 1000, replayWindowBytes: 2000 },
      { clock: this.clock, random: () => 0.5, open: this.#open },
    );
    this.#track(this.#watch());
  }

  async play(step: Step): Promise<void> {
    switch (step.do) {
      case 'pass':
        await this.pass(step.ms);
        break;
      case 'peer':
        this.peer = step.peer;
        break;
      case 'read':
        if (this.closing === undefined) this.#track(this.#read(step));
        break;
      case 'send':
        for (const transaction of this.#transactions) this.#connection?.send(outcomes(1, step.count, transaction));
        break;
      case 'lose':
        this.#connection?.lose();
        break;
      case 'abortOne':
        this.#aborts.pop()?.abort();
        break;
      case 'request':
        this.#track(this.client.request({ service: null, interface: null, code: 'VS', fields: [] }));
        break;
      case 'close':
        this.#close();
    }
    await this.settle();
  }

  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += pieceMs) {
      this.clock.pass(Math.min(pieceMs, ms - passed));
      await this.settle();
    }
  }

  async settle(): Promise<void> {
    for (let turns = 0; turns < 3; turns++) await turn();
  }

  /** A reader inside its loop returns once more, and then no longer. */
  releaseBodies(): void {
    this.#isReleased = true;
    for (const release of this.#bodies) release();
  }

  #close(): void {
    const closing = { atMs: this.clock.now() };
    this.closing ??= closing;
    this.#track(
      this.client.close().then(() => {
        if (this.closing !== undefined) this.closing.resolvedAtMs ??= this.clock.now();
      }),
    );
  }

  #track(ending: Promise<unknown>): void {
    this.unfinished += 1;
    const end = (): void => {
      this.unfinished -= 1;
    };
    ending.then(end, end);
  }

  async #watch(): Promise<void> {
    for await (const status of this.client.status()) expect(status.kind).not.toBe('');
  }

  async #read({ habit, isPersistent, byBatch }: Extract<Step, { readonly do: 'read' }>): Promise<void> {
    const transactionIdentifier = `t${String(this.#transactions.length)}`;
    this.#transactions.push(transactionIdentifier);
    const abort = new AbortController();
    this.#aborts.push(abort);
    const subscription = this.client.outcomes(
      { transactionIdentifier, ...(isPersistent ? { persistToken: transactionIdentifier } : {}) },
      { signal: abort.signal },
    );
    const items: AsyncIterable<Outcome | readonly Outcome[]> = byBatch
      ? subscription.batches({ max: 3 })
      : subscription;
    for await (const item of items) {
      expect(item).toBeDefined();
      if (habit === 'leaves') break;
      if (habit === 'closes') this.#close();
      if (habit === 'slow' || habit === 'neverBack') await this.#body(habit);
    }
  }

  async #body(habit: 'slow' | 'neverBack'): Promise<void> {
    if (this.#isReleased) return;
    await new Promise<void>((resolve) => {
      this.#bodies.add(resolve);
      if (habit === 'slow') this.clock.after(700, resolve);
    });
  }

  readonly #open: OpenConnection = (_settings, events) => {
    const { clock, peer } = this;
    let isOver = false;
    this.openSockets += 1;
    const leave = (): void => {
      if (!isOver) this.openSockets -= 1;
      isOver = true;
    };
    const lose = (): void => {
      if (isOver) return;
      leave();
      events.lost('test');
    };
    const send = (frames: readonly string[]): void => {
      if (isOver) return;
      events.frames(runOf([...frames]));
      events.chunkEnded();
    };
    if (peer === 'refusesAtOnce') lose();
    else if (peer === 'refuses') clock.after(1, lose);
    else if (peer !== 'swallows') clock.after(1, () => !isOver && events.opened());
    this.#connection = { send, lose };
    const write = (bytes: Uint8Array): void => {
      const frames = new TextDecoder().decode(bytes).split('\0').filter(Boolean);
      clock.after(1, () => send(frames.flatMap((frame) => answers(peer, frame))));
    };
    return { write, read: () => undefined, end: leave, destroy: leave };
  };
}

function answers(peer: Peer, frame: string): readonly string[] {
  const verified = `MV\\TK${tokenOf(frame)}`;
  if (peer === 'silent') return [];
  if (frame.startsWith('VS')) return peer === 'deaf' ? ['DA'] : [verified, 'DA'];
  if (!frame.startsWith('EO')) return [verified];
  if (peer === 'busy') return [`ER\\EC${String(serviceErrors.unavailable.code)}\\FM"${frame}"`];
  const transaction = /\\TX([^\\]*)/.exec(frame)?.[1] ?? '';
  return peer === 'ends' ? [verified, `EF\\TX${transaction}`] : [verified];
}

test(`${verifies('CL-8')}wherever a client stands, closing ends within closeTimeoutMs, and with it every loop, request and socket`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyStep, { maxLength: 16 }),
      fc.array(anyStep, { maxLength: 6 }),
      async (before, after) => {
        const world = new World();
        for (const step of before) await world.play(step);
        await world.play({ do: 'close' });
        for (const step of after) await world.play(step);
        await world.pass(closeTimeoutMs);
        const { atMs = 0, resolvedAtMs = Number.POSITIVE_INFINITY } = world.closing ?? {};
        expect(resolvedAtMs - atMs).toBeLessThanOrEqual(closeTimeoutMs + pieceMs);
        world.releaseBodies();
        await world.pass(1000);
        expect(world.unfinished).toBe(0);
        expect(world.openSockets).toBe(0);
        expect(world.clock.pending).toBe(0);
      },
    ),
    { numRuns: Number(process.env['SDMP_CLOSE_TRIALS'] ?? 300) },
  );
}, 120_000);
