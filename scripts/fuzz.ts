/** `pnpm fuzz codec [--seconds N | --inputs N] [--seed S]`: fuzzes the codec with random streams; findings are added to its corpus. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { stored } from '../packages/codec/fuzz/fuzz-input.ts';
import { type Finding, tryInputs } from '../packages/codec/fuzz/run-fuzz.ts';

const corpus = new URL('../packages/codec/fuzz/corpus/', import.meta.url);
const block = 10_000;
const reportMs = 10_000;
const defaultSeconds = 60;

const { values, positionals } = parseArgs({
  options: { seconds: { type: 'string' }, inputs: { type: 'string' }, seed: { type: 'string' } },
  allowPositionals: true,
  args: process.argv.slice(2).filter((word) => word !== '--'),
});
const seed = Number(values.seed ?? Date.now() % 2 ** 31);
const inputs = Number(values.inputs ?? Number.POSITIVE_INFINITY);
const seconds = Number(values.seconds ?? (values.inputs === undefined ? defaultSeconds : Number.POSITIVE_INFINITY));
if (positionals.join() !== 'codec' || [seed, inputs, seconds].some(Number.isNaN)) {
  process.stderr.write('usage: pnpm fuzz codec [--seconds N | --inputs N] [--seed S]\n');
  process.exit(2);
}

function keep({ finding, input }: Finding): void {
  const name = `${finding.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 60)}-${String(seed)}.json`;
  writeFileSync(new URL(name, corpus), `${JSON.stringify(stored(input, finding), null, 2)}\n`);
  process.stdout.write(`found: ${finding}; saved as ${name}\n`);
}

const began = performance.now();
const found = new Set<string>();
let tried = 0;
let reported = began;
while (tried < inputs && performance.now() - began < seconds * 1000) {
  const to = Math.min(inputs, tried + block);
  for (const finding of tryInputs(seed, tried, to)) {
    if (found.has(finding.finding)) continue;
    found.add(finding.finding);
    keep(finding);
  }
  tried = to;
  const now = performance.now();
  if (now - reported < reportMs && tried < inputs) continue;
  reported = now;
  const memory = Math.round(process.memoryUsage().rss / 2 ** 20);
  const rate = Math.round(tried / ((now - began) / 1000));
  process.stdout.write(
    `${String(tried)} inputs, ${String(rate)} a second, ${String(memory)} MiB, found ${String(found.size)}\n`,
  );
}
process.stdout.write(`seed ${String(seed)}: ${String(tried)} inputs, found ${String(found.size)}\n`);
process.exitCode = found.size > 0 ? 1 : 0;
