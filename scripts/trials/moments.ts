import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import type { Random } from '../built-packages.ts';
import type { Reader } from './reader.ts';
import type { ServeProcess } from './serve-process.ts';

/** What a trial is played with. */
export interface Stage {
  readonly service: ServeProcess;
  readonly reader: Reader;
  readonly random: Random;
  /** Lines of this trial's feed, at least one. */
  readonly lines: readonly string[];
  /** To be called with each number of lines before they are written. */
  readonly onFed: (count: number) => void;
}

/** Plays until the moment at which the service is to be killed. */
type Moment = (stage: Stage) => Promise<void>;

/** About twice as long as a service takes to start on an idle machine, milliseconds. */
const startMs = 400;
const mostLinesAtOnce = 40;

/** Milliseconds with a fraction: a commit takes less than one. */
async function wait(durationMs: number): Promise<void> {
  const end = performance.now() + durationMs;
  if (durationMs >= 2) await sleep(Math.floor(durationMs) - 1);
  while (performance.now() < end) await turn();
}

function feed({ service, lines, onFed }: Stage, from: number, to: number): void {
  onFed(to - from);
  service.feed(lines.slice(from, to).join(''));
}

function feedAll(stage: Stage): void {
  feed(stage, 0, stage.lines.length);
}

async function listening({ service, reader }: Stage): Promise<void> {
  await service.listening();
  reader.attach(service);
}

/** While it starts: the journal of the one before is put right, the feed waits in the pipe. */
const starting: Moment = async (stage) => {
  feedAll(stage);
  await Promise.race([
    wait(stage.random.below(startMs)),
    stage.service.untilCommitted(1 + stage.random.below(stage.lines.length)),
  ]);
};

/** While lines are still coming, a few at a time. */
const feeding: Moment = async (stage) => {
  await listening(stage);
  const end = 1 + stage.random.below(stage.lines.length);
  for (let fed = 0; fed < end; ) {
    const next = Math.min(end, fed + 1 + stage.random.below(mostLinesAtOnce));
    feed(stage, fed, next);
    fed = next;
    if (stage.random.chance(0.5)) await wait(stage.random.below(1000) / 1000);
  }
};

/** While it writes: some time after the whole feed went in, or right after it said that some of it is on disk. */
const committing: Moment = async (stage) => {
  await listening(stage);
  feedAll(stage);
  if (stage.random.chance(0.5)) await stage.service.untilCommitted(1 + stage.random.below(stage.lines.length));
  await wait(stage.random.below(8000) / 1000);
};

/** While the reader gets outcomes as they happen. */
const delivering: Moment = async (stage) => {
  const { reader, random, lines } = stage;
  await listening(stage);
  await reader.subscribed();
  const before = reader.numbers.length;
  feedAll(stage);
  await reader.received(before + 1 + random.below(lines.length));
  await wait(random.below(2000) / 1000);
};

/** While the reader, who was away, gets what was recorded meanwhile. */
const rollingForward: Moment = async (stage) => {
  const { service, reader, random, lines } = stage;
  reader.cut();
  const before = reader.numbers.length;
  await listening(stage);
  feedAll(stage);
  await service.untilCommitted(lines.length);
  await reader.restore();
  await reader.received(before + 1 + random.below(lines.length));
  await wait(random.below(1000) / 1000);
};

/** When a service is killed. */
export const moments: readonly Moment[] = [starting, feeding, committing, delivering, rollingForward];
