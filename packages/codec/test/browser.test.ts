import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const entry = fileURLToPath(new URL('../src/index.ts', import.meta.url));

/** Globals that browsers share with Node. */
const browser = { TextDecoder, TextEncoder, Uint8Array, Uint16Array, Uint32Array };

test('the root entry can be bundled for browsers without Node built-ins, and works there', async () => {
  // A built-in would fail the build, because esbuild resolves none on this platform.
  const { outputFiles, metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'codec',
    minify: true,
    metafile: true,
    write: false,
  });
  const imported = Object.values(metafile.outputs).flatMap(({ imports }) => imports);
  expect(imported).toEqual([]);
  const [bundle] = outputFiles;
  const read = runInNewContext(
    `${bundle?.text ?? ''}
    const texts = [];
    const framer = new codec.Framer({ frame: (text) => texts.push(text), oversized: () => undefined });
    framer.push(codec.encode({ service: 'CG', interface: 'MA', code: 'OZ', fields: ['TX', 'é€', 'RE', '10'] }));
    texts.map((text) => [codec.decode(text).get('TX'), codec.decode(text).get('RE')].join(' ')).join();`,
    { ...browser },
  ) as string;
  expect(read).toBe('é€ 10');
  expect(bundle?.contents.length).toBeLessThan(300_000);
});
