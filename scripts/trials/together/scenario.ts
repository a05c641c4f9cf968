import type { Random } from '../../built-packages.ts';

/** Arguments of an action. */
export type Settings = Readonly<Record<string, string | number | boolean>>;

/** The job of one process in a round. */
export interface Job {
  /** Name in `actions` of the scenario. */
  readonly action: string;
  readonly settings: Settings;
}

/** Result of a job: the value of the action, or the code and message of its error. */
export interface Answer {
  readonly value?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}

/** A round: jobs that start at the same time, and the check of their results. */
export interface Round {
  readonly jobs: readonly Job[];
  /** Returns the faults, one per line. */
  readonly judge: (answers: readonly Answer[]) => Promise<readonly string[]>;
}

export interface Stage {
  readonly round: (index: number, random: Random) => Promise<Round>;
  readonly end: () => Promise<void>;
}

/** A resource that several processes may create or change concurrently. */
export interface Scenario {
  readonly name: string;
  /** Returns the name of a missing program that the scenario requires, or undefined. */
  readonly missing?: () => string | undefined;
  /** Whether a round takes seconds. */
  readonly slow?: boolean;
  /** Actions that run in the processes; each resolves once everything it opened is closed. */
  readonly actions: Readonly<Record<string, (settings: Settings) => Promise<unknown>>>;
  /** Creates the shared state of the rounds in `folder`, which is removed with the scenario. */
  readonly begin: (folder: string) => Promise<Stage>;
}

/** Returns the errors that are not `expected`, one per line. */
export function unexpected(answers: readonly Answer[], expected: readonly string[] = []): readonly string[] {
  return answers.flatMap(({ error }) =>
    error === undefined || expected.includes(error.code) ? [] : [`${error.code}: ${error.message}`],
  );
}

/** Returns a line if the two values differ. */
export function differs(what: string, found: unknown, wanted: unknown): readonly string[] {
  const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)];
  return one === other ? [] : [`${what}: ${one} instead of ${other}`];
}

export function textOf(settings: Settings, name: string): string {
  return String(settings[name] ?? '');
}
