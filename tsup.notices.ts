import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/** A package whose code is in a program. */
export interface BuiltInPackage {
  readonly name: string;
  readonly version: string;
  /** Its folder, from that of the program's workspace. */
  readonly directory: string;
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly author?: string | { readonly name: string };
}

/** Where the build says what each of its files was made from. */
const metafile = 'dist/metafile-esm.json';
const noticesFile = 'dist/THIRD-PARTY-NOTICES.txt';
/** What the bills of material are made from. */
const builtInFile = 'dist/built-in.json';

/**
 * Writes which packages are built into the program of the current folder, and the licences of those that come from others: who
 * passes the program on has to pass these on, too.
 */
export async function writeNotices(): Promise<void> {
  const { outputs } = JSON.parse(readFileSync(metafile, 'utf8')) as {
    readonly outputs: Readonly<
      Record<string, { readonly inputs: Readonly<Record<string, { bytesInOutput: number }>> }>
    >;
  };
  rmSync(metafile);
  const inputs = Object.values(outputs).flatMap(({ inputs: each }) =>
    Object.entries(each).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  const folders = new Set([...new Set(inputs)].map((file) => packageFolder(resolve(file))));
  folders.delete(resolve('.'));
  const packages = [...folders].map(readPackage).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const builtIn = packages.map(({ name, version, folder }): BuiltInPackage => {
    return { name, version, directory: relative('.', folder) };
  });
  writeFileSync(builtInFile, `${JSON.stringify(builtIn, undefined, 2)}\n`);
  const notices = packages.filter(({ folder }) => folder.includes('node_modules')).map(noticeOf);
  writeFileSync(noticesFile, [intro, ...notices].join(`\n${'-'.repeat(80)}\n\n`));
}

const intro = 'Packages of others that are built into this program, with their licences.\n';

/** Returns the folder of the package that a file belongs to. */
function packageFolder(file: string): string {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const manifest = join(folder, 'package.json');
    // A folder may have one that says nothing but the kind of its modules.
    if (existsSync(manifest) && (JSON.parse(readFileSync(manifest, 'utf8')) as Manifest).version !== undefined)
      return folder;
    if (dirname(folder) === folder) throw new Error(`${file} belongs to no package`);
  }
}

function readPackage(folder: string) {
  const {
    name = '',
    version = '',
    license,
    author,
  } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  return { folder, name, version, license, author: typeof author === 'string' ? author : author?.name };
}

/** Returns name, version and licence of a package. Throws when it states none. */
function noticeOf({ folder, name, version, license, author }: ReturnType<typeof readPackage>): string {
  if (license === undefined) throw new Error(`${name}@${version} states no licence: do not build it in`);
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)\b/i.test(file));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const head = [`${name}@${version}`, license, ...(author === undefined ? [] : [`by ${author}`])].join(', ');
  return `${[head, ...texts].join('\n\n')}\n`;
}
