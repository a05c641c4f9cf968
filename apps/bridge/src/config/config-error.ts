/** One thing that is wrong in a configuration file. */
export interface ConfigProblem {
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** `upstreams[0].port`; empty for the file as a whole. */
  readonly key: string;
  /** What is wrong, and what is right. */
  readonly message: string;
}

/** The file was read, and its content is wrong. */
export class InvalidConfigError extends Error {
  override readonly name = 'InvalidConfigError';
  readonly code = 'CONFIG_INVALID';
  readonly problems: readonly ConfigProblem[];
  /** The file as values, as far as it could be read. */
  readonly written: unknown;

  constructor(file: string, problems: readonly ConfigProblem[], written?: unknown) {
    super(problems.map((problem) => describeProblem(file, problem)).join('\n'));
    this.problems = problems;
    this.written = written;
  }
}

function describeProblem(file: string, { line, column, key, message }: ConfigProblem): string {
  const place = `${file}:${line}:${column}:`;
  return key === '' ? `${place} ${message}` : `${place} ${key} ${message}`;
}

/** The file cannot be read. */
export class UnreadableConfigError extends Error {
  override readonly name = 'UnreadableConfigError';
  readonly code = 'CONFIG_UNREADABLE';
}
