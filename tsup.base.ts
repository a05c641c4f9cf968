import type { Options } from 'tsup';
import ts from 'typescript';
import { writeDeclarations } from './tsup.declarations.ts';

type Plugin = NonNullable<Options['plugins']>[number];

/**
 * esbuild writes what is declared at the top of a bundled module with `var`. V8 then reads tables, numbers and classes anew at
 * every use; as constants it compiles them into the code, which makes the codec and its checks 3 to 8 % faster. Only what
 * nothing assigns to is written back, so a program that works does what it did.
 */
const constants: Plugin = {
  name: 'constants',
  renderChunk: (code, { path }) => {
    const file = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, false, ts.ScriptKind.JS);
    const assigned = assignedNames(file);
    let written = '';
    let done = 0;
    for (const { declarationList } of file.statements.filter(ts.isVariableStatement)) {
      const [declaration, second] = declarationList.declarations;
      if (declaration === undefined || second !== undefined || !ts.isIdentifier(declaration.name)) continue;
      const { name, initializer } = declaration;
      const start = declarationList.getStart(file);
      const before = `var ${name.text} = `;
      if (initializer === undefined || assigned.has(name.text) || !code.startsWith(before, start)) continue;
      // As long as before, so that the source map stays right.
      written += `${code.slice(done, start)}const ${name.text}=`;
      done = start + before.length;
    }
    return { code: written + code.slice(done) };
  },
};

const common: Options = {
  format: ['esm'],
  target: 'es2023',
  platform: 'neutral',
  sourcemap: true,
  clean: true,
  splitting: true,
  treeshake: false,
  // Without this `node:sqlite` would be written `sqlite`, which does not exist.
  removeNodeProtocol: false,
  plugins: [constants],
};

/** How a package is built, which adds its entries. */
export function library(entry: Record<string, string>, more: Options = {}): Options {
  return { ...common, entry, onSuccess: () => writeDeclarations(entry), ...more };
}

/** How a program is built. Node 18 reads its `start`, which restarts in a newer one. */
export function program(more: Options = {}): Options {
  const entry = { main: 'src/main.ts', start: 'src/start.ts' };
  return {
    ...common,
    entry,
    platform: 'node',
    target: 'node18',
    noExternal: ['@sdmp/terminal', '@sdmp/requirements'],
    ...more,
  };
}

/** Every name that is assigned to anywhere, whichever variable of that name it is. */
function assignedNames(file: ts.SourceFile): ReadonlySet<string> {
  const names = new Set<string>();
  const addTarget = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    // A member is assigned to, not the variable that holds the object.
    else if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node))
      ts.forEachChild(node, addTarget);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) addTarget(node.left);
    else if (ts.isPostfixUnaryExpression(node)) addTarget(node.operand);
    else if (ts.isPrefixUnaryExpression(node) && changesOperand.has(node.operator)) addTarget(node.operand);
    else if (ts.isForInStatement(node) || ts.isForOfStatement(node)) addTarget(node.initializer);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return names;
}

const changesOperand: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.PlusPlusToken,
  ts.SyntaxKind.MinusMinusToken,
]);

function isAssignment(kind: ts.SyntaxKind): boolean {
  return kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
}
