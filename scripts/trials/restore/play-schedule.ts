import { cp, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  exportArchive,
  importArchive,
  openSqliteJournal,
  parseOutcomeLine,
  type Random,
  startOutcomeService,
} from '../../built-packages.ts';
import type { RestoreReader } from './restore-reader.ts';
import { FilesReader, WebhookReader } from './sink-reader.ts';
import { SubscriberReader } from './subscriber-reader.ts';

/** How a journal goes back; `none`: it is only opened again. */
export const backups = ['archive', 'copy', 'none'] as const;
export type Backup = (typeof backups)[number];

/** What one reader came to. */
export interface Verdict {
  readonly kind: string;
  /** Outcomes that it neither got nor was told of. */
  readonly lost: number;
  /** Told of a restore that was none, or of one more than once. */
  readonly toldWrongly: number;
}

type Journal = Awaited<ReturnType<typeof openSqliteJournal>>;

const patienceMs = 60_000;

/** One journal, its readers, a backup, a loss and a restore. */
export async function playSchedule(home: string, backup: Backup, random: Random): Promise<readonly Verdict[]> {
  await mkdir(home, { recursive: true });
  const readers: readonly RestoreReader[] = [
    ...(['plain', 'tail', 'bridge'] as const).map((kind) => new SubscriberReader(kind)),
    new FilesReader(await folder(home, 'of-files')),
    new WebhookReader(await folder(home, 'of-webhook')),
  ];
  const [data, saved, restored] = [join(home, 'data'), join(home, 'saved'), join(home, 'restored')];
  let numbers = 0;
  const feed = async (journal: Journal, most: number): Promise<void> => {
    for (let left = 1 + random.below(most); left > 0; ) {
      const size = Math.min(left, 1 + random.below(5));
      await journal.append(Array.from({ length: size }, () => recordOf(numbers++)));
      left -= size;
    }
  };
  try {
    await withJournal(data, async (journal) => {
      await readAll(readers, journal, () => 0, -1);
      await feed(journal, 30);
      await readAll(readers, journal, () => random.below(journal.end + 1), -1);
      if (backup === 'archive') await importArchive(exportArchive(journal), { directory: restored });
    });
    if (backup === 'copy') await cp(data, saved, { recursive: true });
    const keptNumbers = numbers;
    // Sometimes the journal is opened again before it is lost: what is lost then has a branch of its own.
    if (random.chance(0.7)) {
      await withJournal(data, async (journal) => {
        await feed(journal, 40);
        await readAll(readers, journal, () => random.below(60), -1);
      });
    }
    const lostFrom = backup === 'none' ? numbers : keptNumbers;
    const lostTo = numbers;
    if (backup === 'copy') await cp(saved, restored, { recursive: true });
    await withJournal(backup === 'none' ? data : restored, async (journal) => {
      await feed(journal, 60);
      await readAll(readers, journal, () => Number.POSITIVE_INFINITY, numbers - 1);
    });
    return readers.map((reader) => judge(reader, { total: numbers, lostFrom, lostTo, wasRestored: backup !== 'none' }));
  } finally {
    for (const reader of readers) await reader.close?.();
  }
}

interface Truth {
  readonly total: number;
  /** Numbers from here on and before `lostTo` are not in the journal any more. */
  readonly lostFrom: number;
  readonly lostTo: number;
  readonly wasRestored: boolean;
}

function judge({ kind, got, told }: RestoreReader, { total, lostFrom, lostTo, wasRestored }: Truth): Verdict {
  let lost = 0;
  for (let number = 0; number < total; number++) {
    if (got.has(number)) continue;
    const wasToldOfIt = told > 0 && number >= lostFrom && number < lostTo;
    if (!wasToldOfIt) lost++;
  }
  return { kind, lost, toldWrongly: Math.max(0, told - (wasRestored ? 1 : 0)) };
}

async function readAll(
  readers: readonly RestoreReader[],
  journal: Journal,
  limitOf: () => number,
  last: number,
): Promise<void> {
  const service = await startOutcomeService({ listen: [{ port: 0 }], journal });
  const signal = AbortSignal.timeout(patienceMs);
  const port = service.addresses[0]?.port ?? 0;
  try {
    await Promise.all(
      readers.map(async (reader) => {
        const behind = Array.from({ length: journal.end }, (_, number) => number).filter(
          (each) => !reader.got.has(each),
        );
        const limit = last >= 0 ? Number.POSITIVE_INFINITY : Math.min(limitOf(), behind.length);
        await reader.read({ journal, port, limit, last, signal });
      }),
    );
  } finally {
    await service.close();
  }
}

async function withJournal(directory: string, work: (journal: Journal) => Promise<void>): Promise<void> {
  const journal = await openSqliteJournal({ directory, reserveBytes: 0, compactAfter: 4 });
  try {
    await work(journal);
  } finally {
    await journal.close();
  }
}

async function folder(home: string, name: string): Promise<string> {
  const directory = join(home, name);
  await mkdir(directory, { recursive: true });
  return directory;
}

function recordOf(number: number): ReturnType<typeof parseOutcomeLine> {
  return parseOutcomeLine(`OZ\\CNSales1\\SI${number}\\RE10`, { time: Date.now() });
}
