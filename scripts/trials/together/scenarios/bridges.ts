import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hasNatsServer, NatsServers } from '../../../../packages/journal/test/support/nats-servers.ts';
import { type Scenario, type Settings, textOf } from '../scenario.ts';
import { type Ended, runCommand } from './run-command.ts';

const servedMs = 30;

async function start(settings: Settings): Promise<Ended> {
  return runCommand('sdmp-bridge', ['run', textOf(settings, 'file')], servedMs);
}

async function writeConfig(directory: string, journal: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  const file = join(directory, 'bridge.yaml');
  const upstream = '{ name: north, host: 127.0.0.1, port: 9, persistToken: trial }';
  await writeFile(file, `upstreams: [${upstream}]\nlisten: [{ port: 0 }]\nhttp: { port: off }\njournal: ${journal}\n`);
  return file;
}

/** Two bridges on a stream that does not exist yet, and two more that share a folder: all that may start do. */
export const bridges: Scenario = {
  name: 'bridges',
  missing: () => (hasNatsServer ? undefined : 'nats-server is missing: apt-get install nats-server'),
  actions: { start },
  begin: async (folder) => {
    const servers = await NatsServers.start(1);
    return {
      end: () => servers.dispose(),
      round: async (index, random) => {
        const home = join(folder, `${index}`);
        const isShared = random.chance(0.5);
        const journal = isShared
          ? `{ engine: jetstream, servers: ['${servers.urls[0]}'], stream: bridges_${index}, replicas: 1 }`
          : '{ directory: data }';
        const one = await writeConfig(isShared ? join(home, 'one') : home, journal);
        const other = isShared ? await writeConfig(join(home, 'other'), journal) : one;
        return {
          jobs: [one, other].map((file) => ({ action: 'start', settings: { file } })),
          judge: async (answers) =>
            answers.flatMap(({ value, error }) => {
              const { exitCode, said } = (value ?? { exitCode: -1, said: error?.message ?? '' }) as Ended;
              // With one folder the second waits two seconds for the first, and then says what is in the way.
              const isInUse = !isShared && exitCode === 1 && said.includes('another writer holds this journal');
              return exitCode === 0 || isInUse ? [] : [`exit code ${exitCode}: ${said}`];
            }),
        };
      },
    };
  },
};
