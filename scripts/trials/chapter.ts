import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Random } from '../built-packages.ts';
import { journalNumbers } from './journal-numbers.ts';
import { type Faults, Ledger } from './ledger.ts';
import { moments } from './moments.ts';
import { numberedLine } from './numbered-line.ts';
import { Reader } from './reader.ts';
import { journalFolder, ServeProcess } from './serve-process.ts';

const mostLines = 300;

export interface ChapterResult {
  readonly committed: number;
  readonly faults: Faults;
}

export interface ChapterOptions {
  readonly kills: number;
  readonly random: Random;
  readonly onKill: () => void;
}

/** Some kills with one data folder and one reader; at the end everything is counted. Rejects when something is stuck. */
export async function playChapter({ kills, random, onKill }: ChapterOptions): Promise<ChapterResult> {
  await using stack = new AsyncDisposableStack();
  const home = await mkdtemp(join(tmpdir(), 'sdmp-crash-'));
  stack.defer(() => rm(home, { recursive: true, force: true }));
  const reader = await Reader.start();
  stack.defer(() => reader.close());
  const ledger = new Ledger();

  await serveInOrder(home, reader, ledger);
  for (let kill = 0; kill < kills; kill++) {
    await crash(home, reader, ledger, random);
    onKill();
  }
  await serveInOrder(home, reader, ledger);
  return {
    committed: ledger.committed,
    faults: ledger.judge(await journalNumbers(journalFolder(home)), reader.numbers),
  };
}

/** One line goes through to the reader: at first it makes the token known, at last it comes behind everything else. */
async function serveInOrder(home: string, reader: Reader, ledger: Ledger): Promise<void> {
  const service = new ServeProcess(home);
  try {
    await service.listening();
    reader.attach(service);
    await reader.restore();
    await reader.subscribed();
    const number = ledger.fed;
    ledger.feed(1);
    service.feed(numberedLine(number));
    await service.untilCommitted(1);
    ledger.commit(number, 1);
    await reader.receivedNumber(number);
  } finally {
    await service.stop();
  }
}

async function crash(home: string, reader: Reader, ledger: Ledger, random: Random): Promise<void> {
  const first = ledger.fed;
  const count = 1 + random.below(mostLines);
  const lines = Array.from({ length: count }, (_, index) => numberedLine(first + index));
  const moment = moments[random.below(moments.length)];
  const service = new ServeProcess(home);
  try {
    await moment?.({ service, reader, random, lines, onFed: (fed) => ledger.feed(fed) });
  } finally {
    await service.kill();
    ledger.commit(first, service.committed);
  }
}
