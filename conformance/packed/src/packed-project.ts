import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { tmpdir } from 'node:os';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

/** Packs packages, given by their manifests, as npm would publish them. Returns the paths of the tarballs. */
async function packEach(manifests: readonly string[], directory: string): Promise<readonly string[]> {
  await mkdir(directory, { recursive: true });
  for (const manifest of manifests) {
    await run('pnpm', ['pack', '--pack-destination', directory], { cwd: dirname(manifest) });
  }
  return (await readdir(directory)).map((file) => join(directory, file));
}

const compiler = join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');

/** Packages to pack; they are development dependencies of this workspace, so they are built first. */
const manifests = [require.resolve('@sdmp/protocol/package.json'), require.resolve('@sdmp/codec/package.json')];

/** Time limit of the installation, shorter than the test's, so that the test can still remove its directory. */
const installTimeoutMs = 40_000;

export type ModuleResolution = 'node16' | 'bundler';

export type Programs = Readonly<Record<string, string>>;

export interface Compiled {
  readonly isRight: boolean;
  /** Output of the compiler. */
  readonly output: string;
}

/** A project in a temporary directory that has the packages from their tarballs only. */
export interface PackedProject extends AsyncDisposable {
  readonly directory: string;
  /** Type-checks programs, by file name, as strictly as possible, including the packages' own types. */
  readonly compile: (programs: Programs, resolution: ModuleResolution) => Promise<Compiled>;
  /** Runs a program and returns its output. */
  readonly run: (source: string) => Promise<string>;
}

/** Packs the packages as npm would publish them and installs them with npm; their dependencies come from the registry. */
export async function packedProject(): Promise<PackedProject> {
  const directory = await mkdtemp(join(tmpdir(), 'sdmp-packed-'));
  const remove = async (): Promise<void> => rm(directory, { recursive: true, force: true });
  try {
    await install(directory);
  } catch (error) {
    await remove();
    throw error;
  }
  return {
    directory,
    compile: async (programs, resolution) => compile(directory, programs, resolution),
    run: async (source) => {
      await writeFile(join(directory, 'program.ts'), source);
      return (await run(process.execPath, ['program.ts'], { cwd: directory })).stdout;
    },
    [Symbol.asyncDispose]: remove,
  };
}

async function install(directory: string): Promise<void> {
  const files = await packEach(manifests, join(directory, 'tarballs'));
  await writeFile(join(directory, 'package.json'), JSON.stringify({ name: 'team', private: true, type: 'module' }));
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  await run('npm', ['install', ...flags, ...files], { cwd: directory, timeout: installTimeoutMs });
}

/** With `skipLibCheck` off, so that the packages' own declarations are checked too. */
async function compile(directory: string, programs: Programs, resolution: ModuleResolution): Promise<Compiled> {
  const compilerOptions = {
    target: 'es2023',
    lib: ['es2024', 'dom'],
    types: [],
    module: resolution === 'node16' ? 'node16' : 'esnext',
    moduleResolution: resolution,
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
  };
  for (const [file, source] of Object.entries(programs)) await writeFile(join(directory, file), source);
  const files = Object.keys(programs);
  await writeFile(join(directory, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
  try {
    const { stdout } = await run(process.execPath, [compiler, '--pretty', 'false'], { cwd: directory });
    return { isRight: true, output: stdout };
  } catch (error) {
    if (error instanceof Error && 'stdout' in error) return { isRight: false, output: String(error.stdout) };
    throw error;
  }
}
