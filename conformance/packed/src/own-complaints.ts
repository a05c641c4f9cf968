/**
 * What a compiler says of every entry and of our declarations, a complaint a line. Words: the library of the compiler, a file
 * with its settings. Unlike `tsc` it leaves out what would be said of declarations of others, which costs half of its time.
 */
import { relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type ts from 'typescript';

const [library = '', settings = ''] = process.argv.slice(2);
const { default: compiler } = (await import(pathToFileURL(library).href)) as { readonly default: typeof ts };

const complaints: ts.Diagnostic[] = [];
const parsed = compiler.getParsedCommandLineOfConfigFile(settings, undefined, {
  ...compiler.sys,
  onUnRecoverableConfigFileDiagnostic: (complaint) => void complaints.push(complaint),
});
if (parsed !== undefined) {
  const program = compiler.createProgram({ rootNames: parsed.fileNames, options: parsed.options });
  const own = program
    .getSourceFiles()
    .filter(({ fileName }) => /^(?:every-entry\.ts$|node_modules\/@sdmp\/)/.test(relative('', fileName)));
  if (own.length < 2) throw new Error('no declarations of ours were read');
  complaints.push(...parsed.errors, ...program.getOptionsDiagnostics(), ...program.getGlobalDiagnostics());
  for (const file of own)
    complaints.push(...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file));
}
process.stdout.write(
  compiler.formatDiagnostics(complaints, {
    getCurrentDirectory: () => process.cwd(),
    getCanonicalFileName: (name) => name,
    getNewLine: () => '\n',
  }),
);
if (complaints.length > 0) process.exitCode = 1;
