import { open, readdir, stat } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ReaderSample, Sample } from './samples.ts';
import type { Sequence } from './sequence.ts';
import type { System } from './system.ts';

const nanosecondsPerMs = 1e6;
const probeBytes = Buffer.alloc(4096, 1);

/** Looks at everything at once. */
export class Sampler implements Disposable {
  readonly #system: System;
  readonly #probeFile: string;
  readonly #timers = monitorEventLoopDelay({ resolution: 10 });

  constructor(system: System, home: string) {
    this.#system = system;
    this.#probeFile = join(home, 'sync-probe');
    this.#timers.enable();
  }

  async take(atMs: number, isDisturbed: boolean): Promise<Sample> {
    const { dialer, bridge, processes, sequences } = this.#system;
    const { recorded } = dialer;
    const timerLateMs = this.#timers.max / nanosecondsPerMs;
    this.#timers.reset();
    const held = await Promise.all(processes.map((each) => each.sample()));
    return {
      kind: 'sample',
      atMs: Math.round(atMs),
      isDisturbed,
      recorded,
      processes: held.filter((each) => each !== undefined),
      readers: sequences.map((sequence) => readerSample(sequence, recorded)),
      journalBytes: { dialer: await bytesIn(dialer.journal), bridge: await bytesIn(bridge.journal) },
      load: loadavg()[0] ?? 0,
      timerLateMs,
      syncMs: await this.#syncedWriteMs(),
    };
  }

  [Symbol.dispose](): void {
    this.#timers.disable();
  }

  async #syncedWriteMs(): Promise<number> {
    const began = performance.now();
    const file = await open(this.#probeFile, 'w');
    await file.write(probeBytes);
    await file.datasync();
    await file.close();
    return performance.now() - began;
  }
}

function readerSample(sequence: Sequence, recorded: number): ReaderSample {
  const { received, latency } = sequence.takeInterval();
  // A file is taken when it is finished, which says nothing about how long an outcome took.
  const isTimed = sequence.name !== 'files sink';
  return { name: sequence.name, received, latency: isTimed ? latency : null, backlog: sequence.backlog(recorded) };
}

async function bytesIn(directory: string): Promise<number> {
  let bytes = 0;
  for (const name of await readdir(directory).catch(() => [])) {
    bytes += await stat(join(directory, name)).then(
      ({ size }) => size,
      () => 0,
    );
  }
  return bytes;
}
