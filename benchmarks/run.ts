/** `pnpm bench [NAME]`: runs one benchmark, or all of them, and prints the figures with the machine they come from. */
import { lineBenchmark } from './line/line.ts';
import { describeMachine } from './machine.ts';

export interface Benchmark {
  readonly name: string;
  readonly summary: string;
  readonly run: (print: (line: string) => void) => Promise<void>;
}

const benchmarks: readonly Benchmark[] = [lineBenchmark];

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const wanted = process.argv.slice(2).filter((word) => word !== '--');
const unknown = wanted.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
if (unknown.length > 0 || wanted.includes('--help')) {
  process.stderr.write(
    `usage: pnpm bench [NAME]\n${benchmarks.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}\n`).join('')}`,
  );
  process.exit(unknown.length > 0 ? 2 : 0);
}
print(describeMachine());
for (const benchmark of benchmarks) {
  if (wanted.length > 0 && !wanted.includes(benchmark.name)) continue;
  print(`\n${benchmark.name}: ${benchmark.summary}`);
  await benchmark.run(print);
}
