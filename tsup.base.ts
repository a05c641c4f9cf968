import type { Options } from 'tsup';
import { buildAlone } from './tsup.alone.ts';
import { builtinsOnDemand } from './tsup.builtins.ts';
import { constants } from './tsup.constants.ts';
import { writeDeclarations } from './tsup.declarations.ts';
import { writeNotices } from './tsup.notices.ts';

const common: Options = {
  format: ['esm'],
  target: 'es2023',
  platform: 'neutral',
  sourcemap: true,
  clean: true,
  splitting: true,
  treeshake: false,
  // Without this `node:sqlite` would be written `sqlite`, which does not exist.
  removeNodeProtocol: false,
  plugins: [constants],
};

/** How a package is built, which adds its entries. */
export function library(entry: Record<string, string>, more: Options = {}): Options {
  return { ...common, entry, onSuccess: () => writeDeclarations(entry), ...more };
}

/** Packages that a user installs beside a program, when they want what needs them; a driver that `pg` can do without. */
const installedBeside: readonly string[] = ['@nats-io/', '@platformatic/kafka', 'pg-native'];

const bundled = new RegExp(`^(?!${installedBeside.join('|')})`);

type EsbuildPlugin = NonNullable<Options['esbuildPlugins']>[number];

/** OpenTelemetry, where a user has it, is theirs: what `prom-client` requires of it for itself is built in. */
const openTelemetryOfTheUser: EsbuildPlugin = {
  name: 'open-telemetry-of-the-user',
  setup: (build) =>
    build.onResolve({ filter: /^@opentelemetry\/api$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { external: true } : undefined,
    ),
};

/** A program reads its version from the manifest beside it: a release is numbered after it is built. */
const ownManifest: EsbuildPlugin = {
  name: 'own-manifest',
  setup: (build) => build.onResolve({ filter: /^\.\.\/package\.json$/ }, ({ path }) => ({ path, external: true })),
};

/** Workers of the journal on SQLite. */
export const journalWorkers: Readonly<Record<string, string>> = {
  'writer-worker': '../../packages/journal/dist/writer-worker.js',
  'checkpoint-worker': '../../packages/journal/dist/checkpoint-worker.js',
};

export interface ProgramSettings {
  /** Files of workers, which packages start from beside the program, by their names. */
  readonly workers: Readonly<Record<string, string>>;
  /** Commands that have a file of their own, `dist/<command>.js`, because the time to their first output counts. */
  readonly alone?: readonly string[];
  /** Runs after the build. */
  readonly onBuilt?: () => Promise<void>;
}

/**
 * How a program is built: with all that it needs from elsewhere in it, because to find and read hundreds of files took most of
 * its start. Node 18 reads its `start`, which restarts in a newer one.
 */
export function program({ workers, alone = [], onBuilt }: ProgramSettings): Options {
  return {
    ...common,
    entry: { main: 'src/main.ts', start: 'src/start.ts', ...workers },
    platform: 'node',
    // They are not published: a program that names files which are not there makes debuggers complain.
    sourcemap: false,
    noExternal: [bundled],
    esbuildPlugins: [openTelemetryOfTheUser, ownManifest],
    // Comments of others are not kept; their notices are.
    esbuildOptions: (options) => {
      options.legalComments = 'none';
      // Node has them since 22.12; the target leaves them out.
      options.supported = { ...options.supported, 'import-attributes': true };
      options.logOverride = { 'ignored-bare-import': 'silent' };
    },
    metafile: true,
    plugins: [constants, builtinsOnDemand],
    onSuccess: async () => {
      await writeNotices();
      for (const command of alone) await buildAlone(command);
      await onBuilt?.();
    },
  };
}
