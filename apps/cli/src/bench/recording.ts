import { join } from 'node:path';
import { openSqliteJournal } from '@sdmp/journal';
import { parseOutcomeLine } from '@sdmp/outcomes';
import { OrderedAppender } from '../serve/ordered-appender.ts';
import { recordFeed } from '../serve/record-feed.ts';
import { type Bench, type Measurement, perSecond, spread } from './measurement.ts';
import { simulatedFrames } from './outcomes.ts';

/** One outcome after the other, each on disk before the next is handed in. */
export const measureAppends: Measurement = {
  title: 'recording outcomes one by one',
  run: async (bench) => {
    const journal = await openSqliteJournal({ directory: join(bench.directory, 'appends') });
    const records = simulatedFrames(100).map((frame) => parseOutcomeLine(frame, { time: Date.now() }));
    const times: number[] = [];
    await perSecond(bench, async () => {
      const record = records[times.length % records.length];
      const began = performance.now();
      await journal.append(record === undefined ? [] : [record]);
      times.push(performance.now() - began);
      return 1;
    });
    await journal.close();
    return spread('durable append of one outcome', times);
  },
};

const linesPerPiece = 400;

/** Lines of a feed, as `sdmp serve --feed` takes them, until all of them are on disk. */
export const measureFeed: Measurement = {
  title: 'recording a feed',
  run: async (bench) => {
    const journal = await openSqliteJournal({ directory: feedDirectory(bench) });
    const piece = Buffer.from(`${simulatedFrames(linesPerPiece).join('\n')}\n`);
    const began = performance.now();
    async function* pieces(): AsyncGenerator<Uint8Array> {
      while (performance.now() - began < bench.durationMs && !bench.signal.aborted) yield new Uint8Array(piece);
    }
    const stopping = bench.signal;
    const appender = new OrderedAppender({ journal, stopping });
    await recordFeed(pieces(), {
      appender,
      maxLineLength: 65_536,
      now: Date.now,
      onBadLine: () => undefined,
      stopping,
    });
    const rate = (journal.end / (performance.now() - began)) * 1000;
    await journal.close();
    return [{ name: 'feed until on disk', value: rate, unit: 'outcomes/s' }];
  },
};

/** What the feed has recorded is what is rolled forward next. */
export function feedDirectory({ directory }: Bench): string {
  return join(directory, 'feed');
}
