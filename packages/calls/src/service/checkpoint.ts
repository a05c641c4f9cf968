import { type Cursor, type Journal, readBatches, recordsIn } from '@sdmp/journal';
import type { CallsSnapshot } from '../life/snapshot.ts';
import { readStored, recordsOfCheckpoint, type StoredEntry } from './stored-entry.ts';

/** Name of the position in the log of reports at which the newest checkpoint stands. */
const checkpointName = 'checkpoint';

export interface Checkpoint {
  /** The first entry that it does not hold. */
  readonly at: number;
  readonly snapshot: CallsSnapshot;
}

/** Stores the state of the calls before position `at`, and then where it stands: a crash in between leaves the one before. */
export async function saveCheckpoint(log: Journal, { at, snapshot }: Checkpoint, now: number): Promise<void> {
  const { first } = await log.append(recordsOfCheckpoint(snapshot, at, now));
  const cursor: Cursor = { tenant: '', name: checkpointName, position: first, filter: {}, touched: now };
  await log.cursors.save([cursor]);
}

/** Returns the newest checkpoint, or undefined when there is none that can be read. */
export async function loadCheckpoint(log: Journal, signal: AbortSignal): Promise<Checkpoint | undefined> {
  const cursors = await log.cursors.load();
  const position = cursors.find(({ name, tenant }) => name === checkpointName && tenant === '')?.position;
  if (position === undefined || position < log.first || position >= log.end) return undefined;
  const [head] = await read(log, position, position + 1, signal);
  if (head === undefined || !('checkpoint' in head)) return undefined;
  const { at, time, parts: count } = head.checkpoint;
  const parts = (await read(log, position + 1, position + 1 + count, signal)).filter((part) => 'calls' in part);
  if (parts.length !== count) return undefined;
  const calls = parts.flatMap((part) => part.calls);
  const finished = parts.flatMap((part) => part.finished);
  return { at, snapshot: { time, calls, finished } };
}

async function read(log: Journal, from: number, to: number, signal: AbortSignal): Promise<readonly StoredEntry[]> {
  const found: StoredEntry[] = [];
  for await (const step of readBatches(log, { from, to, signal })) {
    if (step.kind !== 'batch') continue;
    for (const { body } of recordsIn(step)) found.push(...[readStored(body)].filter((entry) => entry !== undefined));
  }
  return found;
}
