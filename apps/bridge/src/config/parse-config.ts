import { suggest } from '@sdmp/terminal';
import { type Document, isScalar, LineCounter, parseDocument, visit, type YAMLError } from 'yaml';
import type { z } from 'zod';
import { type BridgeConfig, configSchema, configShapes } from './bridge-config.ts';
import { type ConfigProblem, InvalidConfigError } from './config-error.ts';
import { type Environment, fillIn } from './environment.ts';
import { type KeyPath, locate, pathText } from './locate.ts';

/**
 * Reads the text of a configuration file, its `${NAME}` filled in from the environment. Throws `InvalidConfigError`, which
 * names every problem.
 */
export function parseConfig(source: string, file: string, environment: Environment = {}): BridgeConfig {
  return parseConfigFile(source, file, environment).config;
}

/** A configuration, and what was written in its file. */
export interface ConfigFile {
  readonly config: BridgeConfig;
  /** The file as values, before defaults and units. */
  readonly written: unknown;
  /** Where a key stands. */
  readonly placeOf: (path: KeyPath) => Pick<ConfigProblem, 'line' | 'column'>;
}

export function parseConfigFile(source: string, file: string, environment: Environment): ConfigFile {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false });
  const broken = [...document.errors, ...document.warnings, ...unknownAliases(document)];
  if (broken.length > 0)
    throw new InvalidConfigError(
      file,
      worthSaying(broken).map((error) => syntaxProblem(error, source, lines)),
    );
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null)) {
    throw new InvalidConfigError(file, [
      { line: 1, column: 1, key: '', message: 'is empty: at least upstreams must be there' },
    ]);
  }
  const missing = fillIn(document, environment);
  const unset = missing.map(
    ({ name, offset, isUnreadable }): ConfigProblem => ({
      ...placeAt(lines, offset),
      key: '',
      message: isUnreadable ? unreadable(name) : notSet(name),
    }),
  );
  const written: unknown = document.toJS();
  const result = configSchema.safeParse(written);
  if (result.success && unset.length === 0) {
    return { config: result.data, written, placeOf: (path) => locate(document, lines, path) };
  }
  const problem = (path: KeyPath, message: string): ConfigProblem => ({
    ...locate(document, lines, path),
    key: pathText(path),
    message,
  });
  const names = new Set(missing.map(({ name }) => name));
  // What is wrong with a value that is not known yet is that alone.
  const problems = (result.error?.issues ?? [])
    .filter(({ path }) => !isUnset(valueAt(written, path), names))
    .flatMap((issue) => describeIssue(issue, problem));
  throw new InvalidConfigError(
    file,
    [...unset, ...problems].toSorted((a, b) => a.line - b.line || a.column - b.column),
    written,
  );
}

/** Whether a value still has the name of a variable that is not set in it. */
function isUnset(value: unknown, names: ReadonlySet<string>): boolean {
  return typeof value === 'string' && Array.from(names).some((name) => value.includes(`\${${name}`));
}

function valueAt(written: unknown, path: KeyPath): unknown {
  let value = written;
  for (const step of path) {
    value = typeof value === 'object' && value !== null ? (Reflect.get(value, step) as unknown) : undefined;
  }
  return value;
}

function placeAt(lines: LineCounter, offset: number): { readonly line: number; readonly column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function unreadable(name: string): string {
  return `names the environment variable ${name}, which holds bytes that are not UTF-8; set it in UTF-8`;
}

function notSet(name: string): string {
  return `names the environment variable ${name}, which is not set; set it, or write \${${name}:-what to take instead}`;
}

type SyntaxTrouble = Pick<YAMLError, 'code' | 'message' | 'pos'>;

/** `yaml` notices an alias without its anchor only when the value is needed, and then does not say where. */
function unknownAliases(document: Document): readonly SyntaxTrouble[] {
  const found: SyntaxTrouble[] = [];
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) !== undefined) return;
      const [start = 0, end = start] = alias.range ?? [];
      found.push({ code: 'BAD_ALIAS', message: `nothing before it is named &${alias.source}`, pos: [start, end] });
    },
  });
  return found;
}

const independent: ReadonlySet<string> = new Set(['DUPLICATE_KEY', 'BAD_ALIAS']);

/** Leaves out what only follows from an earlier mistake: behind one, a parser takes the rest of the file for wrong. */
function worthSaying(troubles: readonly SyntaxTrouble[]): readonly SyntaxTrouble[] {
  const first = troubles.find(({ code }) => !independent.has(code));
  return troubles.filter((trouble) => trouble === first || independent.has(trouble.code));
}

const duplicateKey = /^\s*(?:-\s+)?["']?([^\s"':]+)/;

function syntaxProblem(
  { code, message, pos: [offset] }: SyntaxTrouble,
  source: string,
  lines: LineCounter,
): ConfigProblem {
  const place = placeAt(lines, offset);
  if (code === 'DUPLICATE_KEY') {
    const [, key = ''] = duplicateKey.exec(source.slice(offset)) ?? [];
    return { ...place, key, message: 'is there twice: keep one of them' };
  }
  return { ...place, key: '', message: `is no YAML here: ${message.split('\n', 1)[0] ?? ''}` };
}

function describeIssue(
  issue: z.core.$ZodIssue,
  problem: (path: KeyPath, message: string) => ConfigProblem,
): ConfigProblem[] {
  const { path } = issue;
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(path);
    return issue.keys.map((key) => problem([...path, key], unknownKey(key, known)));
  }
  if (path.length === 0) return [problem(path, 'must be a group of keys, upstreams among them')];
  if (issue.code === 'invalid_type' && issue.expected === 'object') return [problem(path, 'must be a group of keys')];
  return [problem(path, issue.message)];
}

function unknownKey(key: string, known: readonly string[]): string {
  if (known.length === 0) return 'is unknown here: leave it out';
  const [meant] = suggest(key, known);
  return `is unknown: ${meant === undefined ? `known here are ${known.join(', ')}` : `did you mean ${meant}?`}`;
}

function keysAt(path: KeyPath): readonly string[] {
  if (path.length === 0) return Object.keys(configSchema.shape);
  const section = pathText(path).replaceAll(/\[\d+\]/g, '[]');
  return Object.keys(configShapes[section] ?? {});
}
