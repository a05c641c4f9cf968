import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DevOptions } from './dev-options.ts';
import { Part, type PartSetup } from './part.ts';
import { watchFolder } from './watch-folder.ts';

/** What a build of the bridge writes first, and last. */
const partsOfBuild = ['main.js', 'page/index.html'];

export interface DevEnvironment {
  /** The root of the repository. */
  readonly root: string;
  /** Aborted by Ctrl-C. */
  readonly interrupted: AbortSignal;
  readonly print: (line: string) => void;
}

/** Watches, runs the demo and serves the page until Ctrl-C. Rejects if a part ends by itself. Everything must have been built once. */
export async function runDev({ httpPort, pagePort }: DevOptions, environment: DevEnvironment): Promise<void> {
  const { root, interrupted, print } = environment;
  await using stack = new AsyncDisposableStack();
  const start = (setup: Omit<PartSetup, 'print'>): Part => new Part({ ...setup, print });

  const builds = start({
    name: 'build',
    command: 'turbo',
    words: ['watch', 'build', '--filter=!@sdmp/site', '--output-logs=errors-only'],
    cwd: root,
  });
  stack.defer(() => builds.stop());

  const page = start({
    name: 'page',
    command: join(root, 'apps/dashboard/node_modules/.bin/vite'),
    words: ['--port', String(pagePort), '--strictPort', '--clearScreen', 'false'],
    cwd: join(root, 'apps/dashboard'),
    env: { SDMP_BRIDGE: `http://127.0.0.1:${httpPort}` },
  });
  stack.defer(() => page.stop());

  const startDemo = (): Part =>
    start({
      name: 'demo',
      command: process.execPath,
      words: ['scripts/demo.ts', '--http-port', String(httpPort)],
      cwd: root,
    });
  let demo = startDemo();
  let restarts = Promise.resolve();
  const restart = async (): Promise<void> => {
    await demo.stop();
    print('demo: starts again, because the bridge was built');
    demo = startDemo();
  };
  const folder = join(root, 'apps/bridge/dist');
  const watcher = watchFolder(folder, {
    isWhole: () => partsOfBuild.every((file) => existsSync(join(folder, file))),
    began: () => print('build: the bridge is being built'),
    built: () => {
      restarts = restarts.then(restart);
    },
  });
  stack.defer(async () => {
    watcher.close();
    await restarts;
    await demo.stop();
  });

  const stopped = interrupted.aborted ? Promise.resolve() : once(interrupted, 'abort');
  await Promise.race([stopped, builds.ended, page.ended]);
  if (!interrupted.aborted) throw new Error('a part has ended by itself; see its lines above');
}
