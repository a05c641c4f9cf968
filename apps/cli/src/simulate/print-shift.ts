import { decode } from '@sdmp/codec';
import { Outcome, outcomeJsonText } from '@sdmp/outcomes';
import { codeOf, outcomeData, separator } from '@sdmp/protocol';
import type { Terminal } from '@sdmp/terminal';
import { createShift } from '@sdmp/testkit';
import { paced } from '../pace.ts';
import { campaignsOf } from './campaigns.ts';

export const outcomeFormats = ['frames', 'json'] as const;

export interface PrintShiftOptions {
  readonly seed: number;
  /** Outcomes a second; absent: as fast as the output takes them. */
  readonly rate?: number;
  /** Outcomes after which it ends. */
  readonly count?: number;
  readonly campaigns?: number;
  /** TX of the frames; absent: none. */
  readonly tx?: string;
  readonly format: (typeof outcomeFormats)[number];
  readonly signal: AbortSignal;
}

const partLength = 1000;

/** Prints outcomes, a line each, until the count is reached or the signal aborted. */
export async function printShift(options: PrintShiftOptions, terminal: Terminal): Promise<void> {
  const { seed, count = Number.POSITIVE_INFINITY, tx, format, signal } = options;
  const shift = createShift({ seed, campaigns: campaignsOf(options.campaigns) });
  const transaction = tx === undefined ? '' : separator + codeOf(outcomeData, 'transactionIdentifier') + tx;
  const nextFrame = (): string => outcomeData.code + transaction + shift.nextBody();
  const nextLine = format === 'json' ? () => json(nextFrame()) : nextFrame;
  let printed = 0;
  for await (const due of options.rate === undefined ? unpaced(signal) : paced({ rate: options.rate, signal })) {
    const part = Math.min(due, count - printed);
    let lines = '';
    for (let index = 0; index < part; index++) lines += `${nextLine()}\n`;
    await terminal.output.write(lines);
    printed += part;
    if (printed >= count) return;
  }
}

function json(frame: string): string {
  return outcomeJsonText(new Outcome(decode(frame), { time: Date.now() }));
}

async function* unpaced(signal: AbortSignal): AsyncGenerator<number> {
  while (!signal.aborted) {
    yield partLength;
    // Lets signals in while the output takes everything at once.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
