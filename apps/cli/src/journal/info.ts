import {
  type Cursor,
  type CursorOwner,
  describeFiles,
  type Journal,
  isOwnPosition,
  missingIn,
  ownerOf,
  retentionGap,
} from '@sdmp/journal';
import { type Terminal, visibleLine } from '@sdmp/terminal';
import { Progress } from '../screen/progress.ts';
import { countOf } from '@sdmp/events';
import { formatBytes, type FormatOptions, formatTime, wantsJson } from './journal-format.ts';
import { openToRead } from './open-journal.ts';

interface CursorInfo {
  /** A persist token and its TX with a backslash between, or the name of a sink or an upstream. */
  readonly name: string;
  /** Whose position it is. */
  readonly kind: CursorOwner['kind'];
  readonly tenant: string;
  readonly position: number;
  /** Positions behind the end; as many outcomes at most. */
  readonly backlog: number;
  /** Positions that retention has removed in front of it. */
  readonly lost: number;
  readonly lastUsed: string | undefined;
}

/** Prints what a journal is and how far its readers have come. Changes nothing. */
export async function printInfo(directory: string, options: FormatOptions, terminal: Terminal): Promise<void> {
  const journal = await openToRead(directory);
  try {
    using progress = new Progress(terminal, 'looking');
    const info = await describeJournal(journal, directory);
    progress.clear();
    const text = wantsJson(options, terminal) ? JSON.stringify(info) : pretty(info);
    await terminal.output.write(`${text}\n`);
  } finally {
    await journal.close();
  }
}

type JournalInfo = Awaited<ReturnType<typeof describeJournal>>;

async function describeJournal(journal: Journal, directory: string) {
  const { id, first, end } = journal;
  const { formatVersion, bytesOnDisk } = describeFiles(directory);
  const { records, batches, bytes, oldestTime, newestTime } = journal.stats();
  const cursors = await journal.cursors.load();
  return {
    id,
    formatVersion,
    first,
    end,
    records,
    batches,
    bytes,
    bytesOnDisk,
    oldestTime: formatTime(oldestTime),
    newestTime: formatTime(newestTime),
    cursors: cursors.map((cursor) => describeCursor(cursor, { first, end })),
  };
}

function describeCursor(cursor: Cursor, { first, end }: Pick<Journal, 'first' | 'end'>): CursorInfo {
  const { name, tenant, position, touched } = cursor;
  const { kind } = ownerOf(cursor);
  const described = { name, kind, tenant, position, lastUsed: formatTime(touched) };
  // It counts the records of another journal.
  if (!isOwnPosition(cursor)) return { ...described, backlog: 0, lost: 0 };
  const gap = retentionGap({ first }, position);
  const lost = gap === undefined ? 0 : missingIn(gap);
  return { ...described, backlog: Math.max(0, end - position - lost), lost };
}

function pretty(info: JournalInfo): string {
  const { id, formatVersion, first, end, records, batches, bytesOnDisk, cursors } = info;
  const span =
    records === 0 ? 'none' : `${info.oldestTime ?? 'an unknown time'} to ${info.newestTime ?? 'an unknown time'}`;
  const held = records === 0 ? `none; the next is ${end}` : `${first} to ${end - 1}`;
  return [
    `journal    ${id}, format ${formatVersion}`,
    `positions  ${held} (${countOf(records, 'record')}, ${batches} ${batches === 1 ? 'batch' : 'batches'})`,
    `recorded   ${span}`,
    `on disk    ${formatBytes(bytesOnDisk)}`,
    `cursors    ${cursors.length}`,
    ...cursors.map((cursor) => `  ${cursorLine(cursor)}`),
  ].join('\n');
}

function cursorLine({ name, tenant, position, backlog, lost, lastUsed }: CursorInfo): string {
  const owner = ownerOf({ tenant, name });
  const of = tenant === '' ? '' : ` of ${tenant}`;
  const used = `last used ${lastUsed ?? 'never'}`;
  if (owner.kind === 'upstream') {
    return visibleLine(`${named(owner, name)}: ${position} of journal ${owner.journal} recorded, ${used}`);
  }
  if (owner.kind === 'calls')
    return visibleLine(`${named(owner, name)}: ${position} of it made into outcomes, ${used}`);
  const gap = lost === 0 ? '' : `, ${lost} lost to retention`;
  return visibleLine(`${named(owner, name)}${of}: at ${position}, ${backlog} behind${gap}, ${used}`);
}

function named(owner: CursorOwner, name: string): string {
  switch (owner.kind) {
    case 'subscriber':
      return `subscriber ${owner.token} (${owner.transactionIdentifier})`;
    case 'sink':
      return `sink ${owner.sink}`;
    case 'upstream':
      return `upstream ${owner.upstream} (${owner.token})`;
    case 'calls':
      return `log of reports ${owner.log}`;
    case 'unknown':
      return name;
  }
}
