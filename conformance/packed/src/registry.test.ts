import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect, promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { otherRuntimes } from '../../../scripts/release/other-runtimes.ts';
import { compilers, nodeProgram, testedNodes } from '../../../scripts/release/tested-runtimes.ts';
import { complaintsOf, entriesOf, linkBesides } from './every-entry.ts';
import { type LocalRegistry, startLocalRegistry } from './local-registry.ts';
import { expectedLines, linesReadOn } from './outcomes-read.ts';
import { results as pureResults } from './pure-packages.ts';
import { onNode, runReadmeExample, runReadmeExamples } from './readme-examples.ts';
import { commitAll, copyForRelease } from './release-copy.ts';
import { runtimeProject, startOn } from './runtime-project.ts';

const run = promisify(execFile);
const patienceMs = 10 * 60_000;

const configuration = `upstreams:
  - { name: north, host: 127.0.0.1, port: 1, persistToken: bridge }
listen:
  - { port: 0 }
`;
/** Packages whose README has an example to run. */
const libraries = 'calls codec dial events journal outcomes protocol runtime sinks testkit'
  .split(' ')
  .map((name) => `@sdmp/${name}`);

/** By what their examples need: nothing but the engine, the network, files as well. */
const computing = ['calls', 'codec', 'events', 'outcomes', 'protocol'];
const connecting = ['dial', 'runtime', 'testkit'];
const storing = ['journal', 'sinks'];

/** Bun prints the members of an object on lines of their own. */
function onOneLine(printed: string): string {
  return printed.replaceAll(/\s+/g, ' ').replaceAll(/,(?= [}\]])/g, '');
}

function versionOf(project: string, name: string): string {
  const manifest: unknown = JSON.parse(readFileSync(join(project, 'node_modules', name, 'package.json'), 'utf8'));
  return (manifest as { readonly version: string }).version;
}

describe('packages that were published to a registry', () => {
  const directory = mkdtempSync(join(tmpdir(), 'sdmp-registry-'));
  const copy = join(directory, 'repository');
  const project = join(directory, 'project');
  let registry: LocalRegistry;
  const names: string[] = [];

  /** Makes versions and changelogs of the changesets in the copy, and publishes what is new. Returns what it says. */
  async function release(): Promise<string> {
    await run('node', ['scripts/release-version.ts'], { cwd: copy });
    await commitAll(copy, 'Release the packages');
    const settings = join(directory, 'npmrc');
    writeFileSync(settings, registry.settings);
    const env = { ...process.env, npm_config_userconfig: settings, npm_config_registry: registry.url };
    const publishing = run('changeset', ['publish'], { cwd: copy, env, maxBuffer: 64 * 1024 * 1024 });
    // What went wrong is on standard output, which the message of the error does not have.
    const { stdout } = await publishing.catch((cause: unknown) => {
      throw new Error(inspect(cause), { cause });
    });
    return stdout;
  }

  async function install(version: string): Promise<void> {
    const flags = ['--no-audit', '--no-fund', '--prefer-offline'];
    await run('npm', ['install', ...flags, ...names.map((name) => `${name}@${version}`)], { cwd: project });
  }

  /** Runs an installed program. */
  async function program(name: string, ...words: readonly string[]): Promise<string> {
    return (await run(join(project, 'node_modules/.bin', name), words, { cwd: project })).stdout;
  }

  beforeAll(async () => {
    mkdirSync(project);
    await copyForRelease(copy);
    registry = await startLocalRegistry(join(directory, 'registry'));
    writeFileSync(join(project, '.npmrc'), registry.settings);
    writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'team', private: true, type: 'module' }));
    writeFileSync(join(project, 'bridge.yaml'), configuration);
  }, patienceMs);

  afterAll(async () => {
    await registry.stop();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  });

  test(
    'install in an empty project from there, and the examples of their READMEs run',
    async () => {
      const said = await release();
      names.push(...new Set([...said.matchAll(/@sdmp\/[a-z]+(?=@)/g)].map(([name]) => name)));
      expect(names.toSorted()).toEqual([...libraries, '@sdmp/bridge', '@sdmp/cli'].toSorted());
      await install('latest');
      expect(names.map((name) => versionOf(project, name))).toEqual(names.map(() => '0.1.0'));
      const examples = await runReadmeExamples(project);
      expect(examples.map(({ name }) => name)).toEqual(libraries);
      const commented = examples.filter(({ expected }) => expected !== '');
      expect(commented.map(({ printed }) => printed)).toEqual(commented.map(({ expected }) => expected));
      expect(await program('sdmp-bridge', 'check', 'bridge.yaml')).toContain('bridge.yaml is right');
    },
    patienceMs,
  );

  test(
    'are upgraded, and open the journal and the configuration of the version before',
    async () => {
      const before = await program('sdmp', 'journal', 'export', 'journal');
      // Written by the example of the sinks.
      expect(before).toContain('"sessionIdentifier":"0042"');
      writeFileSync(join(copy, '.changeset/repair.md'), "---\n'@sdmp/codec': patch\n---\n\nA repair for everybody.\n");
      await commitAll(copy, 'Repair it');
      await release();
      await install('latest');
      expect(names.map((name) => versionOf(project, name))).toEqual(names.map(() => '0.1.1'));
      const changelog = readFileSync(join(project, 'node_modules/@sdmp/codec/CHANGELOG.md'), 'utf8');
      expect(changelog).toMatch(/## 0\.1\.1\n\n### Repaired\n\n- A repair for everybody\.\n\n## 0\.1\.0\n\n### New/);
      expect(await program('sdmp', 'journal', 'export', 'journal')).toBe(before);
      expect(await program('sdmp', 'journal', 'verify', 'journal')).not.toBe('');
      expect(await program('sdmp-bridge', 'check', 'bridge.yaml')).toContain('bridge.yaml is right');
    },
    patienceMs,
  );

  test(
    'run on each release of Node that is supported: their examples, and the start of the programs',
    async () => {
      for (const version of testedNodes()) {
        const node = await nodeProgram(version);
        expect((await run(node, ['--version'])).stdout).toBe(`v${version}\n`);
        const examples = await runReadmeExamples(project, onNode(node));
        expect([version, examples.map(({ name }) => name)]).toEqual([version, libraries]);
        const commented = examples.filter(({ expected }) => expected !== '');
        expect(commented.map(({ printed }) => printed)).toEqual(commented.map(({ expected }) => expected));
        for (const name of ['cli/bin/sdmp.js', 'bridge/bin/sdmp-bridge.js']) {
          const { stdout } = await run(node, [join(project, 'node_modules/@sdmp', name), '--version']);
          expect([version, stdout]).toEqual([version, expect.stringContaining('0.1.1')]);
        }
      }
    },
    patienceMs,
  );

  test(
    'compute the same on Bun and Deno, put there by their own installers, and the examples of their READMEs run',
    async () => {
      const inNode: unknown = JSON.parse(JSON.stringify(pureResults()));
      for (const runtime of await otherRuntimes()) {
        const made = await runtimeProject(runtime, directory, registry, libraries);
        const [results = ''] = await startOn(runtime, made, [...runtime.compute, 'print-results.ts']).rest();
        expect([runtime.name, JSON.parse(results)]).toEqual([runtime.name, inNode]);
        for (const [words, packages] of [
          [runtime.compute, computing],
          [runtime.network, connecting],
          [runtime.files, storing],
        ] as const) {
          const runner = { program: runtime.program, words, env: made.env };
          for (const each of packages) {
            const { printed, expected, said } = await runReadmeExample(made.directory, `@sdmp/${each}`, runner);
            if (expected !== '')
              expect([runtime.name, onOneLine(printed)]).toEqual([runtime.name, onOneLine(expected)]);
            // Fails when Deno can close a journal: then the documents must not say any more that it cannot.
            const fault = runtime.name === 'Deno' && packages === storing ? /port\.close is not a function/ : /^$/;
            expect([runtime.name, each, said]).toEqual([runtime.name, each, expect.stringMatching(fault)]);
          }
        }
        expect([runtime.name, await linesReadOn(runtime, made)]).toEqual([runtime.name, expectedLines]);
      }
    },
    patienceMs,
  );

  test(
    'are right for the last four minor releases of TypeScript, every entry, with their declarations checked',
    async () => {
      linkBesides(project);
      expect(entriesOf(project).length).toBeGreaterThan(30);
      const tried = await compilers();
      expect(tried.map(({ version }) => version.split('.', 2).join('.'))).toEqual(['5.8', '5.9', '6.0', '7.0']);
      for (const { version, program: compiler } of tried) {
        for (const resolution of ['node16', 'bundler'] as const) {
          const complaints = await complaintsOf(compiler, project, resolution);
          expect([version, resolution, complaints]).toEqual([version, resolution, []]);
        }
      }
    },
    patienceMs,
  );
});
