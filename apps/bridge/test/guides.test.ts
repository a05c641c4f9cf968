import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const guides = fileURLToPath(new URL('../../../docs/guides', import.meta.url));
const program = fileURLToPath(new URL('../bin/sdmp-bridge.js', import.meta.url));

test('each configuration in a guide is one that the bridge takes', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sdmp-guides-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const names = globSync('*.md', { cwd: guides });
  const texts = await Promise.all(names.map((name) => readFile(join(guides, name), 'utf8')));
  const blocks = texts.flatMap((text) => [...text.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, yaml = '']) => yaml));
  expect(blocks.length).toBeGreaterThanOrEqual(2);
  for (const [index, block] of blocks.entries()) {
    const file = join(directory, `${index}.yaml`);
    await writeFile(file, block);
    await expect(promisify(execFile)(process.execPath, [program, 'check', file]), block).resolves.toBeDefined();
  }
});
