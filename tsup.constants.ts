import type { Options } from 'tsup';
import ts from 'typescript';

type Plugin = NonNullable<Options['plugins']>[number];

/**
 * esbuild writes what is declared at the top of a bundled module with `var`. V8 then reads tables, numbers and classes anew at
 * every use; as constants it compiles them into the code, which makes the codec and its checks 3 to 8 % faster. Only what
 * nothing assigns to is written back, so a program that works does what it did.
 */
export const constants: Plugin = {
  name: 'constants',
  renderChunk: (code, { path }) => ({ code: withConstants(code, path) }),
};

/** Returns the code of a chunk with constants where it has variables that nothing assigns to. */
export function withConstants(code: string, path: string): string {
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
  return written + code.slice(done);
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
