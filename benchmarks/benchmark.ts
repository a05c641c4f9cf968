import type { BenchmarkOptions } from './options.ts';

export type Print = (line: string) => void;

export interface Benchmark {
  readonly name: string;
  readonly summary: string;
  readonly run: (print: Print, options: BenchmarkOptions) => Promise<void>;
}
