import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { withBuiltinsOnDemand } from './tsup.builtins.ts';
import { withConstants } from './tsup.constants.ts';

/** Where the program's other commands are. Its file of one command never asks for them. */
const elsewhere = './main.js';

/**
 * Builds `dist/<command>.js` of the program in the current folder: its main module with one command and all that this needs. The
 * chunks that commands share are 37 files for `tail`, and finding and linking them took a sixth of what its
 * start costs over that of Node.
 */
export async function buildAlone(command: string): Promise<void> {
  const file = `./commands/${command}.ts`;
  const othersElsewhere: Plugin = {
    name: 'others-elsewhere',
    setup: (bundler) => {
      bundler.onResolve({ filter: /^\.\/commands\/\w+\.ts$/ }, ({ path }) =>
        path === file ? undefined : { path: elsewhere, external: true },
      );
      bundler.onResolve({ filter: /^\.\.\/package\.json$/ }, ({ path }) => ({ path, external: true }));
    },
  };
  const { outputFiles } = await build({
    // Imported outright too, so that it is not in a chunk of its own.
    stdin: {
      contents: `import '${file}';\nexport { main } from './main.ts';\n`,
      resolveDir: 'src',
      sourcefile: 'alone.ts',
    },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2023',
    supported: { 'import-attributes': true },
    // Read faster than text with a single character beyond Latin-1, which V8 holds in two bytes each.
    charset: 'ascii',
    legalComments: 'none',
    logOverride: { 'ignored-bare-import': 'silent' },
    // What is loaded later stays apart, and code that both need is not written twice.
    splitting: true,
    entryNames: command,
    chunkNames: `${command}-[hash]`,
    outdir: 'dist',
    write: false,
    plugins: [othersElsewhere],
  });
  for (const { path, text } of outputFiles) {
    await writeFile(
      path,
      path.endsWith('.js') ? withBuiltinsOnDemand(withConstants(text, path), basename(path)) : text,
    );
  }
}
