import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { NatsServers } from '../../../packages/journal/test/support/nats-servers.ts';
import type { PostgresServer } from '../../../packages/sinks/test/support/postgres-server.ts';
import { type Journal, parseOutcomeLine, type Random, startOutcomeService } from '../../built-packages.ts';
import { EventStreamReader } from './event-stream-reader.ts';
import { type Backup, losableJournal } from './journal-kinds.ts';
import { BridgeProcessReader, TailProcessReader } from './process-readers.ts';
import type { RestoreReader } from './restore-reader.ts';
import { FilesReader, PostgresReader, WebhookReader } from './sink-reader.ts';
import { SubscriberReader } from './subscriber-reader.ts';

/** What a schedule is played with. */
export interface ScheduleParts {
  readonly home: string;
  /** Unique among the schedules that share the servers. */
  readonly name: string;
  readonly backup: Backup;
  readonly random: Random;
  readonly servers: NatsServers | undefined;
  /** Where one of the sinks writes to; absent where this schedule has none. */
  readonly postgres: PostgresServer | undefined;
  /** Whether the command and a bridge read as well, as processes. */
  readonly withProcesses: boolean;
}

/** What one reader came to. */
export interface Verdict {
  readonly kind: string;
  /** Outcomes that it neither got nor was told of. */
  readonly lost: number;
  /** Told of a restore that was none, or of one more than once. */
  readonly toldWrongly: number;
}

const patienceMs = 600_000;

async function readersOf({ home, name, postgres, withProcesses }: ScheduleParts): Promise<readonly RestoreReader[]> {
  return [
    ...(['plain', 'tail', 'bridge'] as const).map((kind) => new SubscriberReader(kind)),
    new EventStreamReader(),
    new FilesReader(await folder(home, 'of-files')),
    new WebhookReader(await folder(home, 'of-webhook')),
    ...(postgres === undefined ? [] : [new PostgresReader(await folder(home, 'of-postgres'), postgres, name)]),
    ...(withProcesses ? [new TailProcessReader(), new BridgeProcessReader(await folder(home, 'of-bridge'))] : []),
  ];
}

/** One journal, its readers, a backup, a loss and a restore. */
export async function playSchedule(parts: ScheduleParts): Promise<readonly Verdict[]> {
  const { home, backup, random } = parts;
  await mkdir(home, { recursive: true });
  const readers = await readersOf(parts);
  const losable = losableJournal(backup, parts);
  let numbers = 0;
  const feed = async (journal: Journal, most: number): Promise<void> => {
    for (let left = 1 + random.below(most); left > 0; ) {
      const size = Math.min(left, 1 + random.below(5));
      await journal.append(Array.from({ length: size }, () => recordOf(numbers++)));
      left -= size;
    }
  };
  const within = async (work: (journal: Journal) => Promise<void>): Promise<void> => {
    const journal = await losable.open();
    try {
      await work(journal);
    } finally {
      await journal.close();
    }
  };
  try {
    await within(async (journal) => {
      await readAll(readers, journal, () => 0, -1);
      await feed(journal, 30);
      await readAll(readers, journal, () => random.below(journal.end + 1), -1);
      await losable.backUp?.(journal);
    });
    await losable.backUpClosed?.();
    const keptNumbers = numbers;
    // Sometimes the journal is opened again before it is lost: what is lost then has a branch of its own.
    if (random.chance(0.7)) {
      await within(async (journal) => {
        await feed(journal, 40);
        await readAll(readers, journal, () => random.below(60), -1);
      });
    }
    const lostFrom = backup === 'none' ? numbers : keptNumbers;
    const lostTo = numbers;
    await losable.restore?.();
    await within(async (journal) => {
      // A service starts its sinks before anything is recorded.
      await readAll(
        readers.filter(({ isSink }) => isSink === true),
        journal,
        () => 0,
        -1,
      );
      await feed(journal, 60);
      await readAll(readers, journal, () => Number.POSITIVE_INFINITY, numbers - 1);
    });
    return readers.map((reader) => judge(reader, { total: numbers, lostFrom, lostTo, wasRestored: backup !== 'none' }));
  } finally {
    for (const reader of readers) await reader.close?.();
    await losable.dispose?.();
  }
}

export interface Truth {
  readonly total: number;
  /** Numbers from here on and before `lostTo` are not in the journal any more. */
  readonly lostFrom: number;
  readonly lostTo: number;
  readonly wasRestored: boolean;
}

/** Counts, for one reader, what it neither got nor was told of, and what it was told wrongly. */
export function judge(
  { kind, got, told }: Pick<RestoreReader, 'kind' | 'got' | 'told'>,
  { total, lostFrom, lostTo, wasRestored }: Truth,
): Verdict {
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

async function folder(home: string, name: string): Promise<string> {
  const directory = join(home, name);
  await mkdir(directory, { recursive: true });
  return directory;
}

function recordOf(number: number): ReturnType<typeof parseOutcomeLine> {
  return parseOutcomeLine(`OZ\\CNSales1\\SI${number}\\RE10`, { time: Date.now() });
}
