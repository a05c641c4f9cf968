import type { Random } from '../../built-packages.ts';

/** What a process is told beside the name of the action. */
export type Settings = Readonly<Record<string, string | number | boolean>>;

/** What one process does at the moment when the others do the same. */
export interface Job {
  /** Name in `actions` of the scenario. */
  readonly action: string;
  readonly settings: Settings;
}

/** What became of a job: what the action gave, or the code and the message of its error. */
export interface Answer {
  readonly value?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
}

/** One round: jobs that begin at the same moment, and what is looked at afterwards. */
export interface Round {
  readonly jobs: readonly Job[];
  /** What is wrong, a line each; empty when all is well. */
  readonly judge: (answers: readonly Answer[]) => Promise<readonly string[]>;
}

export interface Stage {
  readonly round: (index: number, random: Random) => Promise<Round>;
  readonly end: () => Promise<void>;
}

/** Something that several processes may make or change together. */
export interface Scenario {
  readonly name: string;
  /** Says which program is missing that the scenario needs; undefined when it can be played. */
  readonly missing?: () => string | undefined;
  /** Runs in the processes; ends when nothing of it is open any more. */
  readonly actions: Readonly<Record<string, (settings: Settings) => Promise<unknown>>>;
  /** Makes what the rounds share; `folder` is the scenario's own, and goes with it. */
  readonly begin: (folder: string) => Promise<Stage>;
}

/** Errors that are none of `expected`, a line each. */
export function unexpected(answers: readonly Answer[], expected: readonly string[] = []): readonly string[] {
  return answers.flatMap(({ error }) =>
    error === undefined || expected.includes(error.code) ? [] : [`${error.code}: ${error.message}`],
  );
}

/** The line when the two differ. */
export function differs(what: string, found: unknown, wanted: unknown): readonly string[] {
  const [one, other] = [JSON.stringify(found), JSON.stringify(wanted)];
  return one === other ? [] : [`${what}: ${one} instead of ${other}`];
}

export function textOf(settings: Settings, name: string): string {
  return String(settings[name] ?? '');
}
