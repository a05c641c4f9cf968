import { Buffer } from 'node:buffer';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Journal, openSqliteJournal } from '../../../packages/journal/src/index.ts';
import type { DurabilityChecks } from './durability-checks.ts';

/** Writes the files to `directory` and opens a journal on them. Returns what is wrong with it, if anything. */
export async function examine(
  directory: string,
  files: ReadonlyMap<string, Buffer>,
  checks: DurabilityChecks,
): Promise<string | undefined> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  for (const [name, content] of files) writeFileSync(join(directory, name), content);
  let journal: Journal;
  try {
    journal = await openSqliteJournal({ directory, compactAfter: 0, cacheBytes: 0 });
  } catch (error) {
    return `it cannot be opened: ${String(error)}`;
  }
  try {
    return await findFault(journal, checks);
  } catch (error) {
    return `it cannot be read: ${String(error)}`;
  } finally {
    await journal.close();
  }
}

async function findFault(journal: Journal, checks: DurabilityChecks): Promise<string | undefined> {
  const { first, end } = journal;
  const fault = checks.checkBounds(first, end) ?? (await findFaultInRecords(journal, checks));
  if (fault !== undefined) return fault;
  for await (const { first: from, count, reason } of journal.verify())
    return `${count} records from ${from} are damaged: ${reason}`;
  const [cursor] = await journal.cursors.load();
  // The cursor is saved in the transaction of its records.
  if ((cursor?.position ?? 0) !== end) return `the cursor is at ${cursor?.position}, but the journal ends at ${end}`;
  const added = await journal.append([{ time: 0, tenant: 'acme', campaign: 'after', classes: 1, body: 'after' }]);
  return added.first === end ? undefined : `the next record got position ${added.first} instead of ${end}`;
}

async function findFaultInRecords(journal: Journal, checks: DurabilityChecks): Promise<string | undefined> {
  let expected = journal.first;
  for (let at = journal.first; at < journal.end; ) {
    const { batch, next } = await journal.read(at);
    for (let index = 0; index < (batch?.count ?? 0); index++) {
      if (batch === undefined) break;
      const position = batch.first + index;
      if (position < at) continue;
      if (position !== expected) return `${expected} is missing`;
      const body = batch.bodies.subarray(index === 0 ? 0 : batch.ends[index - 1], batch.ends[index]);
      const fault = checks.checkRecord(position, batch.classes[index] ?? 0, Buffer.from(body).toString());
      if (fault !== undefined) return fault;
      expected = position + 1;
    }
    at = next;
  }
  return expected === journal.end ? undefined : `${expected} is missing`;
}
