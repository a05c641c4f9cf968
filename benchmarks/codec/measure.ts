import { records } from './record.ts';
import type { Subject } from './subject.ts';

/** Minimum CPU time of a measurement. */
const roundMs = 150;
const allocationPasses = 40;

function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function pass(subject: Subject, chunks: readonly Uint8Array[]): void {
  const checksum = subject.pass(chunks);
  if (checksum !== subject.checksum) {
    throw new RangeError(`${subject.name} delivered ${String(checksum)}, not ${String(subject.checksum)}`);
  }
}

/** Returns the CPU time per message, nanoseconds: all threads, including garbage collection. */
export function timeOf(subject: Subject, chunks: readonly Uint8Array[]): number {
  const began = processorMs();
  let spent = 0;
  let passes = 0;
  while (spent < roundMs) {
    pass(subject, chunks);
    passes++;
    spent = processorMs() - began;
  }
  return (spent * 1e6) / (passes * records.length);
}

/** Returns the bytes allocated per message, on and off the heap: the median over passes, because a collection may distort one. */
export function allocationOf(subject: Subject, chunks: readonly Uint8Array[]): number {
  const deltas = Array.from({ length: allocationPasses }, () => {
    const before = process.memoryUsage();
    pass(subject, chunks);
    const after = process.memoryUsage();
    return after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
  });
  const grown = deltas.filter((delta) => delta > 0).toSorted((left, right) => left - right);
  return (grown[Math.floor(grown.length / 2)] ?? Number.NaN) / records.length;
}
