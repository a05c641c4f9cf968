import type { Journal } from '../journal.ts';

/** A fresh, empty journal under test. */
export interface JournalSubject {
  readonly journal: Journal;
  /** Closes the journal and opens the same one again. Left out by engines that do not outlive the process. */
  readonly reopen?: () => Promise<Journal>;
  /** Opens the same journal once more, as another process does, to read it. Left out where that cannot be. */
  readonly beside?: () => Promise<Journal>;
  /** Closes what is open, and removes what was made. */
  readonly dispose: () => Promise<void>;
}

/** The wall clock of a journal under test. */
export interface TestClock {
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Lets time go by. */
  readonly advance: (ms: number) => void;
}

/** Gives a fresh, empty journal that goes by the clock: to be handed to the engine as its `now`. */
export type OpenSubject = (clock: Pick<TestClock, 'now'>) => Promise<JournalSubject>;

/** One named statement about an engine, for any test runner: `test(name, run)`. */
export interface ConformanceCase {
  readonly name: string;
  /** Rejects with an `AssertionError` when the engine does not hold to it. */
  readonly run: () => Promise<void>;
}

/** A statement and how it is checked. */
export interface Statement {
  readonly name: string;
  readonly check: (journal: Journal, clock: TestClock) => Promise<void>;
}

/** A statement about what outlives closing. */
export interface DurableStatement {
  readonly name: string;
  readonly check: (journal: Journal, reopen: () => Promise<Journal>, clock: TestClock) => Promise<void>;
}
