import type { Tick } from '../api/types.ts';

/** `bad`: outcomes are not recorded or delivered; `warn`: something is late or needs attention; `unknown`: nothing is known now. */
export type Level = Tick['journal']['level'];

/** How a part of the system is: the same in its row and in the headline. */
export interface PartState {
  /** Identifies the part and its condition, independent of figures. */
  readonly key: string;
  readonly level: Level;
  /** The state in its row, without its name. */
  readonly word: string;
  /** The state as a sentence with its name. */
  readonly text: string;
  /** Why, as the part itself said it. */
  readonly reason?: string;
  /** What an operator can do. */
  readonly todo?: string;
}

/** What is said of a condition. */
export interface Words<Facts> {
  readonly word: string | ((facts: Facts) => string);
  readonly text: (facts: Facts) => string;
  readonly todo?: string | ((facts: Facts) => string);
}

function said<Facts>(words: string | ((facts: Facts) => string), facts: Facts): string {
  return typeof words === 'string' ? words : words(facts);
}

/** Returns the state that the words describe. A reason is told where something is wrong. */
export function partState<Facts>(
  { key, level }: Pick<PartState, 'key' | 'level'>,
  { word, text, todo }: Words<Facts>,
  facts: Facts,
  reason?: string,
): PartState {
  const isWrong = level === 'bad' || level === 'warn';
  return {
    key,
    level,
    word: said(word, facts),
    text: text(facts),
    ...(isWrong && reason !== undefined ? { reason } : {}),
    ...(todo === undefined ? {} : { todo: said(todo, facts) }),
  };
}

const urgency: Readonly<Record<Level, number>> = { bad: 0, warn: 1, unknown: 2, good: 3 };

/** Returns the states that need attention, the worst first, otherwise in their order. */
export function problemsIn(states: readonly PartState[]): readonly PartState[] {
  return states
    .filter(({ level }) => level === 'bad' || level === 'warn')
    .toSorted((a, b) => urgency[a.level] - urgency[b.level]);
}

/** Returns a state of which nothing newer is known: it says what was, and claims nothing of now. */
export function asItWas(state: PartState): PartState {
  return { key: state.key, level: 'unknown', word: `was: ${state.word}`, text: state.text };
}
