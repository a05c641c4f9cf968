import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../../built-packages.ts';
import type { Reader } from './trial-subscriber.ts';
import type { Seat } from './hosted-service.ts';

/** What a trial is played with. */
export interface Stage {
  readonly seat: Seat;
  readonly reader: Reader;
  readonly random: Random;
  /** Lines of this trial's feed, at least one. */
  readonly lines: readonly string[];
  /** Starts the service, or what works on its journal instead. */
  readonly start: () => void;
  readonly trim: () => void;
  readonly erase: () => void;
  /** To be called with each number of lines before they are written. */
  readonly onFed: (count: number) => void;
}

/** When a service is killed. */
export interface Moment {
  /** Brings the service close to it. */
  readonly prepare?: (stage: Stage) => Promise<void>;
  /** Goes on to the moment itself. */
  readonly act: (stage: Stage) => Promise<void>;
}

/** About twice as long as a service takes to start on an idle machine, milliseconds. */
const startMs = 200;
/** About as long as it takes to prune or erase in a journal of this size, milliseconds. */
const journalWorkMs = 150;
const mostLinesAtOnce = 40;

/** Milliseconds with a fraction: a commit takes less than one. */
async function wait(durationMs: number): Promise<void> {
  const end = performance.now() + durationMs;
  if (durationMs >= 2) await sleep(Math.floor(durationMs) - 1);
  while (performance.now() < end) await turn();
}

function feed({ seat, lines, onFed }: Stage, from: number, to: number): void {
  // Nothing is fed to whoever died in the meantime, with another.
  seat.signal.throwIfAborted();
  onFed(to - from);
  seat.feed(lines.slice(from, to).join(''));
}

function feedAll(stage: Stage): void {
  feed(stage, 0, stage.lines.length);
}

async function listening({ start, seat, reader }: Stage): Promise<void> {
  start();
  await seat.listening();
  reader.attach(seat);
}

async function listeningAndSubscribed(stage: Stage): Promise<void> {
  await listening(stage);
  await stage.reader.subscribed(stage.seat.signal);
}

/** While it starts: the journal of the one before is put right, the feed waits in the pipe. */
const starting: Moment = {
  act: async (stage) => {
    stage.start();
    feedAll(stage);
    await Promise.race([
      wait(stage.random.below(startMs)),
      stage.seat.untilCommitted(1 + stage.random.below(stage.lines.length)),
    ]);
  },
};

/** While lines are still coming, a few at a time. */
const feeding: Moment = {
  prepare: listening,
  act: async (stage) => {
    const end = 1 + stage.random.below(stage.lines.length);
    for (let fed = 0; fed < end; ) {
      const next = Math.min(end, fed + 1 + stage.random.below(mostLinesAtOnce));
      feed(stage, fed, next);
      fed = next;
      if (stage.random.chance(0.5)) await wait(stage.random.below(1000) / 1000);
    }
  },
};

/** While it writes: some time after the whole feed went in, or right after it said that some of it is on disk. */
const committing: Moment = {
  prepare: listening,
  act: async (stage) => {
    feedAll(stage);
    if (stage.random.chance(0.5)) await stage.seat.untilCommitted(1 + stage.random.below(stage.lines.length));
    await wait(stage.random.below(8000) / 1000);
  },
};

/** While the reader gets outcomes as they happen. */
const delivering: Moment = {
  prepare: listeningAndSubscribed,
  act: async (stage) => {
    const { reader, random, lines, seat } = stage;
    const before = reader.numbers.length;
    feedAll(stage);
    await reader.received(before + 1 + random.below(lines.length), seat.signal);
    await wait(random.below(2000) / 1000);
  },
};

/** While the reader, who was away, gets what was recorded meanwhile. */
const rollingForward: Moment = {
  prepare: async (stage) => {
    await stage.reader.cut();
    await listening(stage);
    feedAll(stage);
    await stage.seat.untilCommitted(stage.lines.length);
  },
  act: async ({ seat, reader, random, lines }) => {
    const before = reader.numbers.length;
    reader.restore();
    await reader.received(before + 1 + random.below(lines.length), seat.signal);
    await wait(random.below(1000) / 1000);
  },
};

/** While retention takes the oldest outcomes. */
const trimming: Moment = {
  act: async ({ seat, random, trim }) => {
    trim();
    await Promise.race([wait(random.below(journalWorkMs)), seat.untilEnded()]);
  },
};

/** While outcomes are erased: batches are written again, and the files cleared of what was in them. */
const erasing: Moment = {
  act: async ({ seat, random, erase }) => {
    erase();
    await Promise.race([wait(random.below(journalWorkMs)), seat.untilEnded()]);
  },
};

/** When a service is killed. */
export const moments: readonly Moment[] = [
  starting,
  feeding,
  committing,
  committing,
  delivering,
  delivering,
  rollingForward,
  rollingForward,
  trimming,
  erasing,
];
