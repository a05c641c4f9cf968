import { Buffer } from 'node:buffer';
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { bodyOf, type Journal, openSqliteJournal, readBatches } from '../../../packages/journal/src/index.ts';
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
  const same = keepIdentity(directory);
  try {
    journal = await openSqliteJournal({ directory, compactAfter: 0, cacheBytes: 0 });
  } catch (error) {
    return `it cannot be opened: ${String(error)}`;
  } finally {
    same?.close();
  }
  try {
    return await findFault(journal, checks);
  } catch (error) {
    return `it cannot be read: ${String(error)}`;
  } finally {
    await journal.close();
  }
}

/**
 * Notes that the journal's file is the one it was: a power cut makes no copy, which the journal would take for a restored
 * one. The connection must stay open until the journal is, so that its log is not tidied away before.
 */
function keepIdentity(directory: string): DatabaseSync | undefined {
  const file = join(directory, 'journal.db');
  if (!existsSync(file)) return undefined;
  const database = new DatabaseSync(file);
  try {
    const { ino, birthtimeNs } = statSync(file, { bigint: true });
    database.prepare('UPDATE origin SET file = ?').run(`${ino} ${birthtimeNs}`);
  } catch {
    // Opening the journal says what is wrong with it.
  }
  return database;
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
  for await (const step of readBatches(journal)) {
    if (step.kind === 'gap') return `${step.from} to ${step.to - 1} cannot be read: ${step.reason}`;
    if (step.kind !== 'batch') continue;
    const { batch, from, to } = step;
    for (let position = from; position < to; position++) {
      if (position !== expected) return `${expected} is missing`;
      const index = position - batch.first;
      const body = Buffer.from(bodyOf(batch, index)).toString();
      // Erased records are checked as well.
      const fault = checks.checkRecord(position, batch.classes[index] ?? 0, body);
      if (fault !== undefined) return fault;
      expected = position + 1;
    }
  }
  return expected === journal.end ? undefined : `${expected} is missing`;
}
