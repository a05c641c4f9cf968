import type { BenchmarkOptions } from './options.ts';
import type { Report } from './report/report.ts';

export interface Benchmark {
  readonly name: string;
  readonly summary: string;
  /** Workspaces whose code the figures describe. */
  readonly measures: readonly string[];
  readonly run: (report: Report, options: BenchmarkOptions) => Promise<void>;
}

/** The workspaces that an outcome passes through between feed and subscriber. */
export const wholePath: readonly string[] = [
  'packages/protocol',
  'packages/codec',
  'packages/outcomes',
  'packages/journal',
  'packages/runtime',
  'apps/cli',
];
