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
  /** Loads the function that runs it, which resolves to whether no fault was found. */
  readonly load: () => Promise<(run: TrialRun) => Promise<boolean>>;
}
