/** `pnpm bench [NAME…]`: runs the named benchmarks, or all, and prints the figures with a description of the machine. */
import type { Benchmark } from './benchmark.ts';
import { codecBenchmark } from './codec/codec.ts';
import { ingestBenchmark } from './ingest/ingest.ts';
import { latencyBenchmark } from './latency/latency.ts';
import { lineBenchmark } from './line/line.ts';
import { describeLoad, describeMachine } from './machine.ts';
import { type CommandLine, parseCommandLine } from './options.ts';
import { rollforwardBenchmark } from './rollforward/rollforward.ts';
import { scaleBenchmark } from './scale/scale.ts';
import { sinksBenchmark } from './sinks/sinks.ts';

const benchmarks: readonly Benchmark[] = [
  codecBenchmark,
  lineBenchmark,
  rollforwardBenchmark,
  ingestBenchmark,
  latencyBenchmark,
  scaleBenchmark,
  sinksBenchmark,
];

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const usage = [
  'usage: pnpm bench [NAME…] [--count N] [--only WORD] [--quick] [--large]',
  ...benchmarks.map(({ name, summary }) => `  ${name.padEnd(12)} ${summary}`),
  '  --count N    number of outcomes, for benchmarks that count them',
  '  --only WORD  only systems whose name contains WORD; ours is sdmp',
  '  --quick      a short test run; its figures are not meaningful',
  '  --large      include what takes many minutes and tens of gigabytes',
].join('\n');

function readCommandLine(): CommandLine {
  try {
    const line = parseCommandLine(process.argv.slice(2));
    const unknown = line.names.find((name) => !benchmarks.some((benchmark) => benchmark.name === name));
    if (unknown === undefined) return line;
    process.stderr.write(`unknown benchmark: ${unknown}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  }
  process.stderr.write(`${usage}\n`);
  process.exit(2);
}

const { names, help, ...options } = readCommandLine();
if (help) {
  print(usage);
} else {
  print(`${describeMachine()}; ${describeLoad()}`);
  for (const benchmark of benchmarks) {
    if (names.length > 0 && !names.includes(benchmark.name)) continue;
    print(`\n${benchmark.name}: ${benchmark.summary}`);
    await benchmark.run(print, options);
  }
}
