import { setTimeout as sleep } from 'node:timers/promises';
import { type FloorOptions, floorReportFrame, floorReportJson, simulateFloor } from '@sdmp/testkit';
import type { Terminal } from '@sdmp/terminal';
import type { outcomeFormats } from './print-shift.ts';

export interface PrintFloorOptions {
  readonly floor: FloorOptions;
  readonly format: (typeof outcomeFormats)[number];
  /** Time of the floor in the same time here; Infinity: as fast as the output takes it. */
  readonly speed: number;
  /** Reports after which it ends. */
  readonly count?: number;
  readonly signal: AbortSignal;
}

const partLength = 64 * 1024;

/** Prints the reports of a floor, a line each, as a feed takes them. */
export async function printFloor(options: PrintFloorOptions, terminal: Terminal): Promise<void> {
  const { floor, format, speed, count = Number.POSITIVE_INFINITY, signal } = options;
  const start = performance.now();
  let lines = '';
  let printed = 0;
  for (const event of simulateFloor(floor)) {
    if (event.kind === 'outcome') continue;
    const waitMs = start + event.at / speed - performance.now();
    if (lines !== '' && (waitMs > 1 || lines.length >= partLength)) {
      await terminal.output.write(lines);
      lines = '';
    }
    if (waitMs > 1) await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted || printed === count) break;
    lines += `${format === 'json' ? floorReportJson(event) : floorReportFrame(event)}\n`;
    printed++;
  }
  await terminal.output.write(lines);
}
