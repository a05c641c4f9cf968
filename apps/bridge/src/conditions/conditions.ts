/** `bad`: outcomes are not recorded or delivered; `warn`: something is late or needs attention; `unknown`: nothing is known now. */
export type Level = 'good' | 'warn' | 'bad' | 'unknown';

export const levels: readonly [Level, ...Level[]] = ['good', 'warn', 'bad', 'unknown'];

/**
 * Every condition that a part of the bridge can be in, with its level. The API, the page and the incident log have no other
 * source.
 */
export const conditions = {
  journal: { writable: 'good', unwritable: 'bad' },
  upstream: { live: 'good', rolling: 'warn', unreached: 'bad', away: 'bad', refused: 'bad', closed: 'bad' },
  sink: {
    starting: 'unknown',
    running: 'good',
    behind: 'warn',
    holdsLetters: 'warn',
    refusing: 'bad',
    paused: 'warn',
    full: 'bad',
    failing: 'bad',
    stopped: 'bad',
  },
  subscriber: { live: 'good', catchingUp: 'good', behind: 'warn', idle: 'unknown', away: 'warn' },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Level>>>>;

export type ConditionOf<Part extends keyof typeof conditions> = keyof (typeof conditions)[Part] & string;

/** Returns the names of the conditions of a part, for schemas. */
export function conditionsOf<Part extends keyof typeof conditions>(part: Part): readonly ConditionOf<Part>[] {
  return Object.keys(conditions[part]) as ConditionOf<Part>[];
}

/** A condition with its level, as the API shows it. */
export interface Conditioned<Name extends string> {
  readonly condition: Name;
  readonly level: Level;
}
