import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import ts from 'typescript';

/** An entry of a package, by the name that is imported. */
export interface PublicEntry {
  readonly name: string;
  /** Its declarations. */
  readonly file: string;
}

export interface DescribedEntry {
  readonly name: string;
  /** What it exports, in the order of the names, without comments. */
  readonly text: string;
  /** `entry: name` of exports without TSDoc. */
  readonly undocumented: readonly string[];
}

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2023,
  noEmit: true,
  skipLibCheck: true,
  noResolve: false,
};

const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });

/** Returns what the declarations of the entries export. Throws when one is not built. */
export function describeApi(entries: readonly PublicEntry[]): readonly DescribedEntry[] {
  const program = ts.createProgram(
    entries.map(({ file }) => resolve(file)),
    options,
  );
  const checker = program.getTypeChecker();
  return entries.map(({ name, file }) => {
    const source = program.getSourceFile(resolve(file));
    const module = source === undefined ? undefined : checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${name} is not built: run pnpm build`);
    const symbols = checker.getExportsOfModule(module).toSorted((a, b) => (a.name < b.name ? -1 : 1));
    const described = symbols.map((symbol) => describe(symbol, checker));
    return {
      name,
      text: described.map(({ text }) => text).join('\n\n'),
      undocumented: described.flatMap(({ isDocumented }, at) =>
        isDocumented ? [] : [`${name}: ${symbols[at]?.name ?? ''}`],
      ),
    };
  });
}

function describe(
  exported: ts.Symbol,
  checker: ts.TypeChecker,
): { readonly text: string; readonly isDocumented: boolean } {
  const isAlias = (exported.flags & ts.SymbolFlags.Alias) !== 0;
  const symbol = isAlias ? checker.getAliasedSymbol(exported) : exported;
  const declarations = symbol.getDeclarations() ?? [];
  const text = declarations.map((declaration) => shortened(printed(declaration))).join('\n');
  const renamed = symbol.name === exported.name ? '' : `// exported as ${exported.name}\n`;
  const isDocumented =
    symbol.getDocumentationComment(checker).length > 0 ||
    declarations.some((declaration) => saysItself.test(printed(declaration)));
  return { text: renamed + text, isDocumented };
}

/** A message of the catalogue holds its own summary. */
const saysItself = /^ {4}readonly summary: /m;
/** Longest declaration that is printed whole, characters; literal types of messages are far longer. */
const maxText = 4000;

function shortened(text: string): string {
  if (text.length <= maxText && !saysItself.test(text)) return text;
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  return `${text.slice(0, text.indexOf('\n'))} /* ${text.length} characters, sha256 ${digest} */`;
}

/** A variable is declared inside a statement, which says whether it is a constant. */
function printed(declaration: ts.Declaration): string {
  const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
  return printer
    .printNode(ts.EmitHint.Unspecified, statement, declaration.getSourceFile())
    .replace(/^export declare /, 'export ')
    .replace(/^declare /, 'export ');
}
