import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom, type Random } from '../../built-packages.ts';
import { Chapter } from './crash-scenario.ts';
import { Hall } from './service-host.ts';
import type { Faults } from './delivery-audit.ts';

export interface SeasonOptions {
  /** Services that run together in one process, each with a journal and a reader of its own. */
  readonly seats: number;
  /** How often the process is killed. */
  readonly kills: number;
  readonly random: Random;
  /** Called after each kill with the number of services that died. */
  readonly onKill: (services: number) => void;
  /** Called with what a reader could not leave at the end. */
  readonly onStuck: (what: string) => void;
}

export interface SeasonResult {
  readonly committed: number;
  readonly faults: readonly Faults[];
}

/** Some kills with the same journals and readers; at the end everything is counted. Rejects when something is stuck. */
export async function playSeason({ seats, kills, random, onKill, onStuck }: SeasonOptions): Promise<SeasonResult> {
  await using stack = new AsyncDisposableStack();
  const home = await mkdtemp(join(tmpdir(), 'sdmp-crash-'));
  stack.defer(() => rm(home, { recursive: true, force: true }));
  const compiled = join(tmpdir(), 'sdmp-crash-compiled');
  const chapters: Chapter[] = [];
  for (let index = 0; index < seats; index++) {
    const chapter = await Chapter.begin(join(home, `${index}`), createRandom(random.next()));
    stack.defer(async () => {
      for (const what of await chapter.close()) onStuck(what);
    });
    chapters.push(chapter);
  }
  await serveAll(chapters, compiled);
  for (let kill = 0; kill < kills; kill++) {
    await crash(chapters, compiled, random.below(seats));
    onKill(seats);
  }
  await serveAll(chapters, compiled);
  const committed = chapters.reduce((total, chapter) => total + chapter.committed, 0);
  return { committed, faults: await Promise.all(chapters.map((chapter) => chapter.judge())) };
}

async function serveAll(chapters: readonly Chapter[], compiled: string): Promise<void> {
  const hall = new Hall(chapters.length, compiled);
  try {
    await Promise.all(paired(chapters, hall).map(([chapter, seat]) => chapter.serveInOrder(seat)));
  } finally {
    await hall.kill();
  }
}

/** All of them are brought to where it matters; then one leads to its moment, and the others die wherever they are. */
async function crash(chapters: readonly Chapter[], compiled: string, leader: number): Promise<void> {
  const hall = new Hall(chapters.length, compiled);
  const prepared = Promise.all(paired(chapters, hall).map(([chapter, seat]) => chapter.prepare(seat)));
  try {
    const acts = (await prepared).map(({ act }) => act());
    for (const act of acts) act.catch(() => undefined);
    await acts[leader];
  } finally {
    await hall.kill();
  }
  for (const { account } of await prepared) account();
}

function paired(chapters: readonly Chapter[], { seats }: Hall) {
  return chapters.flatMap((chapter, index) => {
    const seat = seats[index];
    return seat === undefined ? [] : [[chapter, seat] as const];
  });
}
