import { drawSheet } from '../svg/sheet.ts';
import type { JournalSizeFigures } from './journal-size.ts';
import type { ParkedTokensFigures } from './parked-tokens.ts';

export interface LiveSubscribersFigures {
  readonly subscribers: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

export interface ScaleFigures {
  readonly journal: readonly JournalSizeFigures[];
  readonly parked: readonly ParkedTokensFigures[];
  readonly subscribers: readonly LiveSubscribersFigures[];
}

const mebibyte = 2 ** 20;

/** Draws the four charts of the scale benchmark. */
export function plotScale({ journal, parked, subscribers }: ScaleFigures, caption: string): string {
  return drawSheet(
    [
      {
        title: 'Rollforward',
        xLabel: 'outcomes in the journal',
        yLabel: 'outcomes/s',
        series: [{ name: 'one subscriber', points: journal.map((each) => [each.outcomes, each.outcomesPerSecond]) }],
      },
      {
        title: 'Start until listening',
        xLabel: 'outcomes in the journal, or parked tokens',
        yLabel: 'ms',
        series: [
          { name: 'by outcomes', points: journal.map((each) => [each.outcomes, each.startMs]) },
          { name: 'by parked tokens', points: parked.map((each) => [each.tokens, each.startMs]) },
        ],
      },
      {
        title: 'Memory of the service',
        xLabel: 'outcomes in the journal, or parked tokens',
        yLabel: 'MiB',
        series: [
          {
            name: 'by outcomes, after the start',
            points: journal.map((each) => [each.outcomes, each.memoryAtStart / mebibyte]),
          },
          { name: 'by parked tokens', points: parked.map((each) => [each.tokens, each.memory / mebibyte]) },
        ],
      },
      {
        title: 'Live latency, fsync included',
        xLabel: 'live subscribers',
        yLabel: 'ms',
        series: [
          { name: 'p50', points: subscribers.map((each) => [each.subscribers, each.p50]) },
          { name: 'p99', points: subscribers.map((each) => [each.subscribers, each.p99]) },
        ],
      },
    ],
    caption,
  );
}
