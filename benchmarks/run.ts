/** `pnpm bench [NAME…]`: runs the named benchmarks, or all, and prints the figures with a description of the machine. */
import type { Benchmark } from './benchmark.ts';
import { benchmarks } from './benchmarks.ts';
import { currentLoad, describeLoad, describeMachine, type Load } from './machine.ts';
import { type CommandLine, parseCommandLine } from './options.ts';
import { measuredCode } from './report/measured-code.ts';
import { writeDocument } from './report/documents.ts';
import { writeRun } from './report/recorded-run.ts';
import { Report } from './report/report.ts';
import { staleFigures } from './report/stale-figures.ts';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const usage = [
  'usage: pnpm bench [NAME…] [--count N] [--only WORD] [--quick] [--parts] [--large] [--record]',
  ...benchmarks.map(({ name, summary }) => `  ${name.padEnd(12)} ${summary}`),
  '  --count N    number of outcomes, for benchmarks that count them',
  '  --only WORD  only systems whose name contains WORD; ours is sdmp',
  '  --quick      a short test run; its figures are not meaningful',
  '  --parts      which part of the service takes the time (latency)',
  '  --large      include what takes many minutes and tens of gigabytes',
  '  --record     write the figures into the documents, with the date, the machine and its load',
  '  -h, --help   print this help',
].join('\n');

function readCommandLine(): CommandLine {
  try {
    const line = parseCommandLine(process.argv.slice(2));
    const unknown = line.names.find((name) => !benchmarks.some((benchmark) => benchmark.name === name));
    if (unknown === undefined) return line;
    const names = benchmarks.map(({ name }) => name).join(', ');
    process.stderr.write(`bench: no benchmark is called '${unknown}'; there are ${names}\n`);
  } catch (error) {
    // What else the parser says is how to pass a word that begins with a dash.
    const [line] = (error instanceof Error ? error.message : String(error)).split(/\n|\. To specify /, 1);
    process.stderr.write(`bench: ${line}; see pnpm bench --help\n`);
  }
  process.exit(2);
}

const { names, help, record, ...options } = readCommandLine();

/** Keeps a report for the documents. The load is that of before the run. */
function keep(report: Report, { name, measures }: Benchmark, { minute, isBusy }: Load): void {
  const { count, large } = options;
  const words = [...(count === undefined ? [] : [`--count ${count}`]), ...(large ? ['--large'] : [])];
  writeRun({
    benchmark: name,
    date: new Date().toISOString().slice(0, 10),
    command: ['pnpm bench', name, ...words].join(' '),
    machine: describeMachine(),
    load: minute,
    isBusy,
    code: measuredCode(measures),
    parts: report.parts,
  });
}

if (help) {
  print(usage);
} else {
  const load = currentLoad();
  print(`${describeMachine()}; ${describeLoad(load)}`);
  for (const benchmark of benchmarks) {
    if (names.length > 0 && !names.includes(benchmark.name)) continue;
    print(`\n${benchmark.name}: ${benchmark.summary}`);
    const report = new Report(print);
    await benchmark.run(report, options);
    if (record) keep(report, benchmark, load);
  }
  if (record) for (const [document, text] of staleFigures()) writeDocument(document, text);
}
