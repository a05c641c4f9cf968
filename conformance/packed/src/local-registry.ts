import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fetchedPackage } from '../../../scripts/release/fetched-package.ts';
import { freePort } from '../../../scripts/free-port.ts';

const verdaccio = '6.10.4';
/** It asks for a tag of this package that is not always there. */
const overrides = { 'node-fetch': '2.7.0' };

/** A registry of npm packages on this machine that holds what was published to it, and asks no other one. */
export interface LocalRegistry {
  readonly url: string;
  /** Lines for `.npmrc` of a project that installs our packages from here, and all others from where it did before. */
  readonly settings: string;
  readonly stop: () => Promise<void>;
}

/** Starts Verdaccio on a free port, with its storage in `directory`. */
export async function startLocalRegistry(directory: string): Promise<LocalRegistry> {
  const program = join(await fetchedPackage('verdaccio', verdaccio, overrides), 'bin', 'verdaccio');
  mkdirSync(directory, { recursive: true });
  const port = await freePort();
  const configuration = {
    storage: join(directory, 'storage'),
    web: { enable: false },
    auth: { htpasswd: { file: join(directory, 'htpasswd') } },
    uplinks: {},
    packages: { '**': { access: '$all', publish: '$all' } },
    max_body_size: '100mb',
    log: { type: 'stdout', format: 'pretty', level: 'warn' },
  };
  const file = join(directory, 'verdaccio.yaml');
  // YAML takes JSON.
  writeFileSync(file, JSON.stringify(configuration));
  const words = [program, '--config', file, '--listen', `127.0.0.1:${port}`];
  const child = spawn(process.execPath, words, { cwd: directory, stdio: ['ignore', 'pipe', 'inherit'] });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill();
    await once(child, 'exit');
  };
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('http address')) break;
  child.stdout.resume();
  if (child.exitCode !== null) throw new Error(`verdaccio ended with exit code ${child.exitCode}`);
  const url = `http://127.0.0.1:${port}/`;
  // npm publishes only with a token, whatever it is; the registry asks for none.
  const settings = `@sdmp:registry=${url}\n//127.0.0.1:${port}/:_authToken=none\n`;
  return { url, settings, stop };
}
