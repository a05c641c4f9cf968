import ts from 'typescript';

/** A place where a name stands for its value. */
export interface Reference {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** In `{ name }` it stands for the key, too. */
  readonly isShorthand: boolean;
}

/**
 * Returns where the imported names of a bundled file stand for their values; undefined if a name is declared once more or
 * exported, so that a place cannot be told from another by the text alone.
 */
export function referencesTo(names: ReadonlySet<string>, file: ts.SourceFile): readonly Reference[] | undefined {
  const references: Reference[] = [];
  const visit = (node: ts.Node): boolean => {
    if (ts.isImportDeclaration(node)) return true;
    if (ts.isIdentifier(node) && names.has(node.text)) return add(node);
    return ts.forEachChild(node, (child) => !visit(child)) !== true;
  };
  const add = (node: ts.Identifier): boolean => {
    const { parent } = node;
    if (isKey(node, parent)) return true;
    if (ts.isExportSpecifier(parent) || isDeclared(node, parent)) return false;
    const isShorthand = ts.isShorthandPropertyAssignment(parent);
    references.push({ name: node.text, start: node.getStart(file), end: node.end, isShorthand });
    return true;
  };
  return visit(file) ? references : undefined;
}

/** Whether an identifier is the name of a member, which has nothing to do with a variable of that name. */
function isKey(node: ts.Identifier, parent: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(parent)) return parent.name === node;
  if (ts.isBindingElement(parent)) return parent.propertyName === node;
  return (
    (ts.isPropertyAssignment(parent) ||
      ts.isMethodDeclaration(parent) ||
      ts.isPropertyDeclaration(parent) ||
      ts.isAccessor(parent)) &&
    parent.name === node
  );
}

function isDeclared(node: ts.Identifier, parent: ts.Node): boolean {
  return (
    (ts.isVariableDeclaration(parent) ||
      ts.isParameter(parent) ||
      ts.isBindingElement(parent) ||
      ts.isFunctionDeclaration(parent) ||
      ts.isFunctionExpression(parent) ||
      ts.isClassDeclaration(parent) ||
      ts.isClassExpression(parent)) &&
    parent.name === node
  );
}
