import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../..', import.meta.url));

/** The files of the bundle that a program importing this entry gets, relative to `packages`. */
async function bundled(entry: string): Promise<{ readonly files: readonly string[]; readonly gzippedBytes: number }> {
  const { metafile, outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../src/${entry}`, import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    minify: true,
    metafile: true,
    absWorkingDir: folder,
    write: false,
  });
  const [output] = Object.values(metafile.outputs);
  // Files that lost everything to tree shaking are listed with nothing in the output.
  const files = Object.entries(output?.inputs ?? {}).flatMap(([file, { bytesInOutput }]) =>
    bytesInOutput > 0 ? [file] : [],
  );
  return { files, gzippedBytes: gzipSync(outputFiles[0]?.contents ?? '').length };
}

test('a program that subscribes gets neither the service, nor password hashes, nor the journal', async () => {
  const { files, gzippedBytes } = await bundled('client/index.ts');
  expect(files.filter((file) => /runtime\/src\/server|packages\/journal|^journal\//.test(file))).toEqual([]);
  expect(files.some((file) => file.includes('runtime/src/client'))).toBe(true);
  expect(gzippedBytes).toBeLessThan(70_000);
});

test('a program that writes a users file gets neither the client nor the service', async () => {
  const { files } = await bundled('server/users/index.ts');
  expect(files.filter((file) => /src\/client|src\/server\/(?!users)|packages\/journal|^journal\//.test(file))).toEqual(
    [],
  );
});
