import { Framer } from '@sdmp/codec';
import type { ClientEdges } from '../../../src/client/client-edges.ts';
import type { Clock } from '../../../src/client/clock.ts';
import type { OpenConnection } from '../../../src/client/connection/connection.ts';
import { runOf } from '../../../src/client/connection/frame-run.ts';

/** A clock that a test moves. */
export class FakeClock implements Clock {
  #nowMs = 0;
  #timers: { readonly atMs: number; readonly run: () => void }[] = [];

  readonly now = (): number => this.#nowMs;

  readonly after = (delayMs: number, run: () => void): (() => void) => {
    const timer = { atMs: this.#nowMs + delayMs, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((each) => each !== timer);
    };
  };

  get pending(): number {
    return this.#timers.length;
  }

  pass(ms: number): void {
    const endMs = this.#nowMs + ms;
    for (;;) {
      const [next] = this.#timers.toSorted((a, b) => a.atMs - b.atMs);
      if (next === undefined || next.atMs > endMs) break;
      this.#timers = this.#timers.filter((each) => each !== next);
      this.#nowMs = next.atMs;
      next.run();
    }
    this.#nowMs = endMs;
  }
}

/** What one connection of a client wrote, and when. */
export interface FakeSocket {
  readonly openedAtMs: number;
  readonly written: { readonly atMs: number; readonly frame: string }[];
  readonly send: (...frames: string[]) => void;
  readonly lose: () => void;
  isOpen: boolean;
}

export interface FakeEdges extends ClientEdges {
  readonly clock: FakeClock;
  readonly sockets: FakeSocket[];
  /** Answers a frame; default: MV and DA as a dialer does. */
  answer: (frame: string) => readonly string[];
}

function dialerAnswer(frame: string): readonly string[] {
  const token = /\\TK([^\\]*)/.exec(frame)?.[1] ?? '';
  return frame.startsWith('VS') ? [`MV\\TK${token}`, 'DA'] : [`MV\\TK${token}`];
}

/** A client's edges without a network: connections open at once, answers come at once. */
export function fakeEdges(chance = 0.5): FakeEdges {
  const clock = new FakeClock();
  const sockets: FakeSocket[] = [];
  const open: OpenConnection = (_settings, events) => {
    const socket: FakeSocket = {
      openedAtMs: clock.now(),
      written: [],
      send: (...frames) => {
        events.frames(runOf(frames));
        events.chunkEnded();
      },
      lose: () => {
        socket.isOpen = false;
        events.lost('test');
      },
      isOpen: true,
    };
    sockets.push(socket);
    const reader = new Framer({
      frame: (frame) => {
        socket.written.push({ atMs: clock.now(), frame });
        for (const answer of edges.answer(frame)) clock.after(1, () => socket.isOpen && socket.send(answer));
      },
      oversized: () => undefined,
    });
    clock.after(0, () => events.opened());
    const close = (): void => {
      socket.isOpen = false;
    };
    return { write: (bytes) => reader.push(bytes), read: () => undefined, end: close, destroy: close };
  };
  const edges: FakeEdges = { clock, random: () => chance, open, sockets, answer: dialerAnswer };
  return edges;
}
