import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';

interface Program {
  readonly name: string;
  /** Where it is, when it is not in the path. */
  readonly path?: string;
  readonly debianPackage: string;
  readonly needed: string;
}

/** Programs from outside npm that tests start; a test without its program says so and is skipped. */
const programs: readonly Program[] = [
  { name: 'strace', debianPackage: 'strace', needed: 'what a power cut leaves of the journal' },
  { name: 'postgres', debianPackage: 'postgresql', needed: 'what reaches a database' },
  { name: 'nats-server', debianPackage: 'nats-server', needed: 'the journal in JetStream' },
  { name: 'promtool', debianPackage: 'prometheus', needed: 'whether Prometheus reads the metrics' },
  { name: 'tmux', debianPackage: 'tmux', needed: 'what people see on a terminal' },
  { name: 'zsh', debianPackage: 'zsh', needed: 'what zsh completes' },
  { name: 'fish', debianPackage: 'fish', needed: 'what fish completes' },
  { name: 'chromium', debianPackage: 'chromium', needed: 'the page' },
  {
    name: 'librdkafka',
    path: '/usr/lib/python3/dist-packages/confluent_kafka',
    debianPackage: 'python3-confluent-kafka',
    needed: 'whether Kafka brokers that are not ours take what we produce',
  },
];

/** Debian packages of all programs that tests start. */
export const debianPackages: readonly string[] = programs.map(({ debianPackage }) => debianPackage);

/** A line for each program that is not there, with what is not tested without it and how to get it. */
export function missingPrograms(): readonly string[] {
  return programs.flatMap(({ name, path, debianPackage, needed }) => {
    const isInPath =
      path === undefined ? spawnSync('which', [name], { stdio: 'ignore' }).status === 0 : existsSync(path);
    // Debian keeps the server of PostgreSQL out of the path.
    if (isInPath || globSync(`/usr/lib/postgresql/*/bin/${name}`).length > 0) return [];
    return [`${name} is not here, so it is not tested ${needed}: apt-get install ${debianPackage}`];
  });
}
