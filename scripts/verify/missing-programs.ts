import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';

/** Programs from outside npm that tests start; a test without its program says so and is skipped. */
const programs = [
  { name: 'strace', debianPackage: 'strace', needed: 'what a power cut leaves of the journal' },
  { name: 'postgres', debianPackage: 'postgresql', needed: 'what reaches a database' },
  { name: 'nats-server', debianPackage: 'nats-server', needed: 'the journal in JetStream' },
  { name: 'promtool', debianPackage: 'prometheus', needed: 'whether Prometheus reads the metrics' },
  { name: 'chromium', debianPackage: 'chromium', needed: 'the page' },
];

/** A line for each program that is not there, with what is not tested without it and how to get it. */
export function missingPrograms(): readonly string[] {
  return programs.flatMap(({ name, debianPackage, needed }) => {
    const isInPath = spawnSync('which', [name], { stdio: 'ignore' }).status === 0;
    // Debian keeps the server of PostgreSQL out of the path.
    if (isInPath || globSync(`/usr/lib/postgresql/*/bin/${name}`).length > 0) return [];
    return [`${name} is not here, so it is not tested ${needed}: apt-get install ${debianPackage}`];
  });
}
