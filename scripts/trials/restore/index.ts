import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasNatsServer, NatsServers } from '../../../packages/journal/test/support/nats-servers.ts';
import { hasPostgres, PostgresServer } from '../../../packages/sinks/test/support/postgres-server.ts';
import { createRandom } from '../../built-packages.ts';
import type { TrialRun } from '../trial-kind.ts';
import { backups } from './journal-kinds.ts';
import { playSchedule } from './play-schedule.ts';

/** Schedules under way at once: most of their time they wait for disks and sockets. */
const atOnce = 8;
/** One schedule in this number has a table in PostgreSQL, or processes among its readers. */
const postgresEvery = 4;
const processesEvery = 25;
const progressEvery = 25;

/** Plays random schedules of feeding, backup, loss and restore. Returns whether every reader got each outcome or was told. */
export async function restoreTrials({ count, seed, print }: TrialRun): Promise<boolean> {
  const home = await mkdtemp(join(tmpdir(), 'sdmp-restore-trials-'));
  const seeds = createRandom(seed);
  const servers = hasNatsServer ? await NatsServers.start(1) : undefined;
  const postgres = hasPostgres ? await PostgresServer.start() : undefined;
  const kinds = servers === undefined ? backups.filter((kind) => kind !== 'snapshot') : backups;
  if (servers === undefined) print('nats-server is missing: NOT TRIED what goes back in JetStream');
  if (postgres === undefined) print('postgres is missing: NOT TRIED what reaches a table');
  const [readers, played] = [new Map<string, number>(), new Map<string, number>()];
  let [next, done, failed, lost, toldWrongly] = [0, 0, 0, 0, 0];
  const play = async (): Promise<void> => {
    while (next < count) {
      const schedule = next++;
      const random = createRandom(seeds.below(2 ** 32));
      const backup = kinds[random.below(kinds.length)] ?? 'none';
      const directory = join(home, String(schedule));
      const verdicts = await playSchedule({
        home: directory,
        name: `schedule_${schedule}`,
        backup,
        random,
        servers,
        postgres: schedule % postgresEvery === 0 ? postgres : undefined,
        withProcesses: schedule % processesEvery === 1,
      }).catch((error: unknown) => {
        failed++;
        print(`schedule ${schedule} (${backup}) failed: ${error instanceof Error ? error.message : String(error)}`);
        return [];
      });
      played.set(backup, (played.get(backup) ?? 0) + 1);
      for (const verdict of verdicts) {
        const { kind } = verdict;
        readers.set(kind, (readers.get(kind) ?? 0) + 1);
        lost += verdict.lost;
        toldWrongly += verdict.toldWrongly;
        if (verdict.lost + verdict.toldWrongly === 0) continue;
        print(`schedule ${schedule} (${backup}), ${kind}: lost ${verdict.lost}, told wrongly ${verdict.toldWrongly}`);
      }
      await rm(directory, { recursive: true, force: true, maxRetries: 10 });
      done++;
      if (done % progressEvery === 0)
        print(`${done} of ${count}: failed ${failed}, lost ${lost}, told wrongly ${toldWrongly}`);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, play));
  } finally {
    await servers?.dispose();
    await postgres?.stop();
    await rm(home, { recursive: true, force: true });
  }
  print(`schedules: ${inWords(played)}; readers: ${inWords(readers)}`);
  print(
    `restore: ${count} schedules, ${failed} of them failed; neither got nor told ${lost}, told wrongly ${toldWrongly}; seed ${seed}`,
  );
  return failed + lost + toldWrongly === 0;
}

function inWords(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([name, number]) => `${name} ${number}`).join(', ');
}
