import { Buffer } from 'node:buffer';
import { checkCursors } from '../batch/check-records.ts';
import { repack } from '../batch/repack.ts';
import { faultIn, unpackBatch } from '../batch/unpack-batch.ts';
import { firstTag } from '../history/branch.ts';
import type { StoredHistory } from '../history/branch-list.ts';
import { JournalError } from '../journal-error.ts';
import type { Cursor } from '../journal.ts';
import { insertable } from '../sqlite/writer/batch-rows.ts';
import { damagedArchive, readSections, type Section, sectionKinds } from './archive-sections.ts';
import { archiveVersion } from './export-archive.ts';
import type { JournalCopy } from './journal-copy.ts';

/** Content of a journal that was made from an archive. */
export interface Imported {
  /** Id of the journal, the same as that of the one exported. */
  readonly id: string;
  /** Oldest position that is held. */
  readonly first: number;
  /** Position that the next record gets. */
  readonly end: number;
  /** Number of records. */
  readonly records: number;
  /** Number of cursors. */
  readonly cursors: number;
}

/** Reads an archive into the copy, section by section. */
export async function readArchive(
  pieces: AsyncIterable<Uint8Array>,
  copy: JournalCopy,
  signal: AbortSignal | undefined,
): Promise<Imported> {
  const sections = readSections(pieces);
  const id = readHead(await sectionOf(sections, sectionKinds.head));
  const cursors = readCursors(await sectionOf(sections, sectionKinds.cursors));
  copy.begin(id, cursors);
  for await (const { kind, content } of sections) {
    signal?.throwIfAborted();
    if (kind === sectionKinds.batch) {
      addBatch(copy, content);
    } else if (kind === sectionKinds.end) {
      const { end, branches, losses } = readJson(content);
      if (typeof end !== 'number' || copy.end > end) throw damagedArchive('it does not end where it says');
      copy.endAt(end);
      copy.setHistory(readHistory(branches, losses, end));
      return { id, first: copy.first, end, records: end - copy.first, cursors: cursors.length };
    } else {
      throw damagedArchive(`a section is of an unknown kind (${kind})`);
    }
  }
  throw damagedArchive('it ends too early');
}

function addBatch(copy: JournalCopy, content: Uint8Array): void {
  const batch = unpackBatch(content);
  const fault = faultIn(batch);
  if (fault !== undefined) throw damagedArchive(fault);
  // What was left out in front of it, retention had removed while the archive was made.
  if (batch.first < copy.end) throw damagedArchive(`position ${batch.first} comes twice`);
  copy.add(batch.first, insertable(repack([batch])));
}

async function sectionOf(sections: AsyncGenerator<Section>, kind: number): Promise<Uint8Array> {
  const { done, value } = await sections.next();
  if (done === true || value.kind !== kind) throw damagedArchive('its beginning is not that of a journal');
  return value.content;
}

function readHead(content: Uint8Array): string {
  const { journal, version } = readJson(content);
  if (typeof version === 'number' && version > archiveVersion) {
    throw new JournalError(
      'JOURNAL_NEWER',
      `The archive is version ${version}, this program knows versions up to ${archiveVersion}: upgrade the program.`,
    );
  }
  if (typeof journal !== 'string' || journal === '') throw damagedArchive('it names no journal');
  return journal;
}

function readCursors(content: Uint8Array): readonly Cursor[] {
  const list: unknown = parsed(content);
  if (!Array.isArray(list)) throw damagedArchive('its cursors are not a list');
  const cursors = list as readonly Cursor[];
  checkCursors(cursors);
  return cursors;
}

/** Archives of earlier versions have none: their journals have one branch. What begins behind the end was copied too late. */
function readHistory(branches: unknown, losses: unknown, end: number): StoredHistory {
  const isPosition = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
  const listOf = (value: unknown): readonly unknown[] => {
    if (!Array.isArray(value)) throw damagedArchive('its history is not a list');
    return value;
  };
  if (branches === undefined) return { branches: [{ tag: firstTag, from: 0 }], losses: [] };
  return {
    branches: listOf(branches).flatMap((each) => {
      const { tag, from } = asObject(each);
      if (typeof tag !== 'string' || !isPosition(from)) throw damagedArchive('a branch of its history is broken');
      return from > 0 && from >= end ? [] : [{ tag, from }];
    }),
    losses: listOf(losses).flatMap((each) => {
      const { at, since, atLeast } = asObject(each);
      if (!isPosition(at) || !isPosition(since) || !isPosition(atLeast))
        throw damagedArchive('a restore in its history is broken');
      return at < end ? [{ at, since, atLeast }] : [];
    }),
  };
}

function readJson(content: Uint8Array): Readonly<Record<string, unknown>> {
  return asObject(parsed(content));
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) throw damagedArchive('a section is no object');
  return value as Readonly<Record<string, unknown>>;
}

function parsed(content: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(content).toString()) as unknown;
  } catch (cause) {
    throw damagedArchive('a section is not JSON', cause);
  }
}
