import { builtinModules } from 'node:module';
import type { Options } from 'tsup';
import ts from 'typescript';

type Plugin = NonNullable<Options['plugins']>[number];

const known: ReadonlySet<string> = new Set([...builtinModules, 'sqlite', 'test']);

/** The chunk that a Node without `process.getBuiltinModule` runs. */
const forOldNode = /\bstart-again-\w+\.js$/;

/**
 * Takes Node's own modules from `process.getBuiltinModule` instead of importing them. An import makes Node read every member of
 * the module, and members such as `tls.rootCertificates`, `http.WebSocket` or `process.stdin` load or compute what nothing
 * uses: a third of what the start of a program cost over that of Node.
 */
export const builtinsOnDemand: Plugin = {
  name: 'builtins-on-demand',
  renderChunk: (code, { path }) => {
    if (forOldNode.test(path)) return undefined;
    const file = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
    // What is bundled as CommonJS asks for Node's modules by `require`, which modules do not have.
    let written = code.includes('typeof require')
      ? `const require=${source('module')}.createRequire(import.meta.url);`
      : '';
    let done = 0;
    for (const statement of file.statements.filter(ts.isImportDeclaration)) {
      const { moduleSpecifier, importClause } = statement;
      const name = ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text.replace(/^node:/, '') : '';
      if (importClause === undefined || !known.has(name)) continue;
      const lines = code.slice(statement.getStart(file), statement.end).split('\n').length;
      // As many lines as before, so that the source map stays right.
      written += `${code.slice(done, statement.getStart(file))}${constantsOf(importClause, name)}${'\n'.repeat(lines - 1)}`;
      done = statement.end;
    }
    return { code: written + code.slice(done) };
  },
};

/** Returns the expression that is a module of Node. A constant of the chunk may be called `process`. */
function source(name: string): string {
  return name === 'process' ? 'globalThis.process' : `globalThis.process.getBuiltinModule("node:${name}")`;
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
