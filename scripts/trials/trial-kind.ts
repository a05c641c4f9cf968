export interface TrialRun {
  readonly count: number;
  readonly seed: number;
  /** Whether to write the results into their document. */
  readonly record?: boolean;
  /** Name of the one row to run. Default: all. */
  readonly only?: string | undefined;
  /** Prints a line. */
  readonly print: (line: string) => void;
}

/** A kind of trial. */
export interface TrialKind {
  /** Description in lines of at most 105 characters. */
  readonly help: readonly string[];
  /** False: nothing in it is chosen at random, and `--seed` is refused. */
  readonly usesSeed?: false;
  /** Whether it writes a table into the documents. */
  readonly records?: true;
  /** Loads the names of the rows of which `--only` runs one. Default: it has none. */
  readonly rows?: () => Promise<readonly string[]>;
  /** Loads the function that runs it, which resolves to whether no fault was found. */
  readonly load: () => Promise<(run: TrialRun) => Promise<boolean>>;
}
