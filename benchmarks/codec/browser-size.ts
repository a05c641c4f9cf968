import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

/** Kilobytes of 1,000 bytes, rounded. */
export interface BrowserSize {
  readonly minified: number;
  readonly compressed: number;
}

/** Returns how large the root entry of the codec is in a page, with what it imports. */
export async function browserSize(): Promise<BrowserSize> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(import.meta.resolve('@sdmp/codec'))],
    bundle: true,
    platform: 'browser',
    format: 'esm',
    minify: true,
    write: false,
  });
  const [bundle] = outputFiles;
  if (bundle === undefined) throw new Error('esbuild made no file');
  const bytes = bundle.contents;
  return { minified: Math.round(bytes.length / 1000), compressed: Math.round(gzipSync(bytes).length / 1000) };
}
