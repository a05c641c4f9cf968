import { execFile } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const program = fileURLToPath(new URL('../bin/sdmp-bridge.js', import.meta.url));

/** What a reader has when a document shows what to add. */
const ownUpstreams = 'upstreams: [{ name: own, host: dialer.example, persistToken: bridge }]\n';

test('each configuration in a document is one that the bridge takes', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'sdmp-guides-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const names = globSync(['*.md', 'docs/**/*.md', '{apps,packages,examples}/*/{README,docs/*}.md'], { cwd: root });
  const texts = await Promise.all(names.map((name) => readFile(join(root, name), 'utf8')));
  const blocks = texts
    .flatMap((text) => [...text.matchAll(/^```yaml\n(.*?)^```/gms)].map(([, yaml = '']) => yaml))
    // A part of a configuration, which a reader adds to their own.
    .map((yaml) => (/^upstreams:/m.test(yaml) ? yaml : `${ownUpstreams}${yaml}`));
  expect(blocks.length).toBeGreaterThanOrEqual(12);
  const faults = await Promise.all(
    blocks.map(async (block, index) => {
      const file = join(directory, `${index}.yaml`);
      await writeFile(file, block);
      return { block, faults: await faultsOf(file) };
    }),
  );
  expect(faults.filter(({ faults: found }) => found.length > 0)).toEqual([]);
});

/** What is wrong with a configuration, but for files that it names and that a reader has. */
async function faultsOf(file: string): Promise<readonly string[]> {
  try {
    await promisify(execFile)(process.execPath, [program, 'check', file]);
    return [];
  } catch (error) {
    const { stderr } = error as { readonly stderr: string };
    return stderr.split('\n').filter((line) => line !== '' && !line.endsWith(': no such file or folder'));
  }
}
