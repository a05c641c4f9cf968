import type { Benchmark } from './benchmark.ts';
import { codecBenchmark } from './codec/codec.ts';
import { ingestBenchmark } from './ingest/ingest.ts';
import { latencyBenchmark } from './latency/latency.ts';
import { lineBenchmark } from './line/line.ts';
import { rollforwardBenchmark } from './rollforward/rollforward.ts';
import { scaleBenchmark } from './scale/scale.ts';
import { sinksBenchmark } from './sinks/sinks.ts';
import { startBenchmark } from './start/start.ts';
import { stallsBenchmark } from './stalls/stalls.ts';
import { statisticsBenchmark } from './statistics/statistics.ts';

/** All benchmarks, in the order in which they run. */
export const benchmarks: readonly Benchmark[] = [
  codecBenchmark,
  lineBenchmark,
  rollforwardBenchmark,
  ingestBenchmark,
  latencyBenchmark,
  stallsBenchmark,
  scaleBenchmark,
  sinksBenchmark,
  statisticsBenchmark,
  startBenchmark,
];
