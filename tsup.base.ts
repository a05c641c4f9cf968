import type { Options } from 'tsup';

/** What every package's build has in common; a package adds its entries. */
export function library(entry: Record<string, string>, more: Options = {}): Options {
  return {
    entry,
    format: ['esm'],
    target: 'es2023',
    platform: 'neutral',
    dts: true,
    sourcemap: true,
    clean: true,
    splitting: true,
    treeshake: false,
    // Without this `node:sqlite` would be written `sqlite`, which does not exist.
    removeNodeProtocol: false,
    ...more,
  };
}
