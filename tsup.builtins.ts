import { builtinModules } from 'node:module';
import type { Options } from 'tsup';
import ts from 'typescript';
import { referencesTo } from './tsup.references.ts';

type Plugin = NonNullable<Options['plugins']>[number];

const known: ReadonlySet<string> = new Set([...builtinModules, 'sqlite', 'test']);

/** Modules that cost a start milliseconds each, and that a command may never use: loaded when a name of theirs is first used. */
const onFirstUse: ReadonlySet<string> = new Set([
  'child_process',
  'crypto',
  'fs/promises',
  'readline',
  'timers/promises',
  'zlib',
]);

/** The chunk that a Node without `process.getBuiltinModule` runs. */
const forOldNode = /\bstart-again-\w+\.js$/;

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Takes Node's own modules from `process.getBuiltinModule` instead of importing them. An import makes Node read every member of
 * the module, and members such as `tls.rootCertificates`, `http.WebSocket` or `process.stdin` load or compute what nothing
 * uses: a third of what the start of a program cost over that of Node.
 */
export const builtinsOnDemand: Plugin = {
  name: 'builtins-on-demand',
  renderChunk: (code, { path }) => (forOldNode.test(path) ? undefined : { code: withBuiltinsOnDemand(code, path) }),
};

/** Returns the code of a chunk without imports of Node's modules. */
export function withBuiltinsOnDemand(code: string, path: string): string {
  const file = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const edits = file.statements.filter(ts.isImportDeclaration).flatMap((statement, index): readonly Edit[] => {
    const { moduleSpecifier, importClause } = statement;
    const name = ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text.replace(/^node:/, '') : '';
    if (importClause === undefined || !known.has(name)) return [];
    const [start, end] = [statement.getStart(file), statement.end];
    const late = onFirstUse.has(name) ? usesOf(importClause, `module${index}OnFirstUse`, file) : undefined;
    const constants = late === undefined ? constantsOf(importClause, name) : loader(`module${index}`, name);
    // As many lines as before, so that the source map stays right.
    const lines = code.slice(start, end).split('\n').length;
    return [{ start, end, text: `${constants}${'\n'.repeat(lines - 1)}` }, ...(late ?? [])];
  });
  // What is bundled as CommonJS asks for Node's modules by `require`, which modules do not have.
  const require = `const require=${source('module')}.createRequire(import.meta.url);`;
  return (code.includes('typeof require') ? require : '') + edited(code, edits);
}

function edited(code: string, edits: readonly Edit[]): string {
  let written = '';
  let done = 0;
  for (const { start, end, text } of edits.toSorted((left, right) => left.start - right.start)) {
    written += code.slice(done, start) + text;
    done = end;
  }
  return written + code.slice(done);
}

/** Returns the expression that is a module of Node. A constant of the chunk may be called `process`. */
function source(name: string): string {
  return name === 'process' ? 'globalThis.process' : `globalThis.process.getBuiltinModule("node:${name}")`;
}

/** Returns the function that loads a module when it is first called. */
function loader(variable: string, module: string): string {
  return `let ${variable};const ${variable}OnFirstUse=()=>${variable}??=${source(module)};`;
}

/** Returns the edits that take the imported names from what `load` returns, or undefined if that cannot be written. */
function usesOf({ name, namedBindings }: ts.ImportClause, load: string, file: ts.SourceFile): Edit[] | undefined {
  const members = new Map<string, string>();
  if (name !== undefined) members.set(name.text, '');
  if (namedBindings !== undefined && ts.isNamespaceImport(namedBindings)) members.set(namedBindings.name.text, '');
  else {
    for (const { propertyName, name: local } of namedBindings?.elements ?? []) {
      const member = (propertyName ?? local).text;
      members.set(local.text, member === 'default' ? '' : `.${member}`);
    }
  }
  return referencesTo(new Set(members.keys()), file)?.map(({ name: used, start, end, isShorthand }) => {
    // In parentheses, because `new load().member()` would make an object of `load`.
    const value = `(${load}()${members.get(used) ?? ''})`;
    return { start, end, text: isShorthand ? `${used}:${value}` : value };
  });
}

/** Returns the constants that stand for what an import names. */
function constantsOf({ name, namedBindings }: ts.ImportClause, module: string): string {
  const constants = name === undefined ? '' : `const ${name.text}=${source(module)};`;
  if (namedBindings === undefined) return constants;
  if (ts.isNamespaceImport(namedBindings)) return `${constants}const ${namedBindings.name.text}=${source(module)};`;
  const members = namedBindings.elements.filter(({ propertyName }) => propertyName?.text !== 'default');
  const whole = namedBindings.elements.filter(({ propertyName }) => propertyName?.text === 'default');
  const named = members.map(({ propertyName, name: { text } }) =>
    propertyName === undefined ? text : `${propertyName.text}:${text}`,
  );
  const destructured = named.length === 0 ? '' : `const {${named.join(',')}}=${source(module)};`;
  return `${constants}${whole.map(({ name: { text } }) => `const ${text}=${source(module)};`).join('')}${destructured}`;
}
