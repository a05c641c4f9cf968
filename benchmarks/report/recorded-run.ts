import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { ReportPart } from './report.ts';

/** A run of a benchmark as `--record` keeps it. */
export interface RecordedRun {
  readonly benchmark: string;
  /** ISO date. */
  readonly date: string;
  readonly command: string;
  readonly machine: string;
  /** Load average of the minute before the run. */
  readonly load: number;
  readonly isBusy: boolean;
  /** `measuredCode` of the workspaces that the benchmark measures. */
  readonly code: string;
  readonly parts: readonly ReportPart[];
}

const directory = fileURLToPath(new URL('../recorded', import.meta.url));
const fileOf = (benchmark: string): string => `${directory}/${benchmark}.json`;

/** Reads the latest recorded run of a benchmark; undefined when none was recorded. */
export function readRun(benchmark: string): RecordedRun | undefined {
  if (!existsSync(fileOf(benchmark))) return undefined;
  return JSON.parse(readFileSync(fileOf(benchmark), 'utf8')) as RecordedRun;
}

/** Replaces the recorded run of a benchmark. */
export function writeRun(run: RecordedRun): void {
  mkdirSync(directory, { recursive: true });
  writeFileSync(fileOf(run.benchmark), `${JSON.stringify(run, undefined, 2)}\n`);
}
