/** Writes a folder from which the packages and programs are installed without a registry. */
import { parseArgs } from 'node:util';
import { writeReleaseFolder } from './release/release-folder.ts';
import { parsed, UsageError } from './usage.ts';

const help = `Usage: pnpm release:pack [DIR]   pack every published package into DIR (default: release)

DIR holds a tarball of each package, a package.json, a README and SHA256SUMS afterwards. Copy it to any machine with npm:
  cd DIR && npm install              the programs, with the Node they were tested on
  npm install DIR/*.tgz              the packages, in a project of yours
`;

function readWords(): { readonly directory: string; readonly help: boolean } {
  return parsed(() => {
    const options = { help: { type: 'boolean', short: 'h', default: false } } as const;
    const { values, positionals } = parseArgs({ allowPositionals: true, options });
    const [directory = 'release', unexpected] = positionals;
    if (unexpected !== undefined) throw new Error(`one folder at most, not also '${unexpected}'`);
    return { help: values.help, directory };
  });
}

try {
  const { directory, help: isHelpWanted } = readWords();
  if (isHelpWanted) process.stdout.write(help);
  else {
    const packed = await writeReleaseFolder(directory);
    for (const { name, version, file } of packed) process.stdout.write(`${name} ${version}  ${file}\n`);
    process.stderr.write(`${packed.length} packages in ${directory}: copy it, then run npm install in it\n`);
  }
} catch (error) {
  process.stderr.write(`release:pack: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
