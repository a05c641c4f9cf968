import type { Options } from 'tsup';
import ts from 'typescript';
import { builtinsOnDemand } from './tsup.builtins.ts';
import { writeDeclarations } from './tsup.declarations.ts';
import { writeNotices } from './tsup.notices.ts';

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

/** Packages that a user installs beside a program, when they want what needs them; a driver that `pg` can do without. */
const installedBeside: readonly string[] = ['@nats-io/', '@platformatic/kafka', 'pg-native'];

const bundled = new RegExp(`^(?!${installedBeside.join('|')})`);

type EsbuildPlugin = NonNullable<Options['esbuildPlugins']>[number];

/** OpenTelemetry, where a user has it, is theirs: what `prom-client` requires of it for itself is built in. */
const openTelemetryOfTheUser: EsbuildPlugin = {
  name: 'open-telemetry-of-the-user',
  setup: (build) =>
    build.onResolve({ filter: /^@opentelemetry\/api$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { external: true } : undefined,
    ),
};

/** A program reads its version from the manifest beside it: a release is numbered after it is built. */
const ownManifest: EsbuildPlugin = {
  name: 'own-manifest',
  setup: (build) => build.onResolve({ filter: /^\.\.\/package\.json$/ }, ({ path }) => ({ path, external: true })),
};

/** Workers of the journal on SQLite. */
export const journalWorkers: Readonly<Record<string, string>> = {
  'writer-worker': '../../packages/journal/dist/writer-worker.js',
  'checkpoint-worker': '../../packages/journal/dist/checkpoint-worker.js',
};

export interface ProgramSettings {
  /** Files of workers, which packages start from beside the program, by their names. */
  readonly workers: Readonly<Record<string, string>>;
  /** Runs after the build. */
  readonly onBuilt?: () => Promise<void>;
}

/**
 * How a program is built: with all that it needs from elsewhere in it, because to find and read hundreds of files took most of
 * its start. Node 18 reads its `start`, which restarts in a newer one.
 */
export function program({ workers, onBuilt }: ProgramSettings): Options {
  return {
    ...common,
    entry: { main: 'src/main.ts', start: 'src/start.ts', ...workers },
    platform: 'node',
    noExternal: [bundled],
    esbuildPlugins: [openTelemetryOfTheUser, ownManifest],
    // Comments of others are not kept; their notices are.
    esbuildOptions: (options) => {
      options.legalComments = 'none';
      // Node has them since 22.12; the target leaves them out.
      options.supported = { ...options.supported, 'import-attributes': true };
      options.logOverride = { 'ignored-bare-import': 'silent' };
    },
    metafile: true,
    plugins: [constants, builtinsOnDemand],
    onSuccess: async () => {
      await writeNotices();
      await onBuilt?.();
    },
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
