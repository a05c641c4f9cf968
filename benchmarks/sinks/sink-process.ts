/** Runs one sink: delivers the whole journal and reports the time taken. */
import { setTimeout as delay } from 'node:timers/promises';
import { openSqliteJournal } from '@sdmp/journal';
import { openSinkState, type Sink, SinkRunner } from '@sdmp/sinks';
import { type FileFormat, filesSink } from '@sdmp/sinks/files';
import { postgresSink } from '@sdmp/sinks/postgres';
import { webhookSink } from '@sdmp/sinks/webhook';
import { doJobs } from '../system/worker-process.ts';

export type Destination =
  | { readonly kind: 'files'; readonly directory: string; readonly format: FileFormat; readonly rotateBytes?: number }
  | { readonly kind: 'webhook'; readonly url: string; readonly secrets: readonly string[] }
  | { readonly kind: 'postgres'; readonly url: string };

export interface SinkJob {
  /** Name of the sink and of its cursor; each sink starts at the beginning of the journal. */
  readonly name: string;
  /** Folder of the journal. */
  readonly journal: string;
  /** Folder of the sink state. */
  readonly state: string;
  readonly to: Destination;
}

export interface SinkReport {
  readonly delivered: number;
  readonly seconds: number;
  readonly processorSeconds: number;
}

const pollMs = 5;

function sinkTo(to: Destination): Sink {
  if (to.kind === 'files') return filesSink(to);
  return to.kind === 'webhook' ? webhookSink(to) : postgresSink(to);
}

doJobs(async ({ name, journal: directory, state: folder, to }: SinkJob): Promise<SinkReport> => {
  const journal = await openSqliteJournal({ directory });
  const state = openSinkState(folder);
  const runner = new SinkRunner({ name, sink: sinkTo(to), journal, state });
  const usedBefore = process.cpuUsage();
  const began = performance.now();
  runner.start();
  // A refused batch would be retried for ever; none is expected here.
  while (runner.status.delivered < journal.end - journal.first) {
    if (runner.status.lastError !== undefined) throw new Error(runner.status.lastError.message);
    await delay(pollMs);
  }
  const seconds = (performance.now() - began) / 1000;
  const used = process.cpuUsage(usedBefore);
  const { delivered } = runner.status;
  await runner.close();
  await journal.close();
  state.close();
  return { delivered, seconds, processorSeconds: (used.user + used.system) / 1e6 };
});
