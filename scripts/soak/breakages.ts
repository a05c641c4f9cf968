import type { Verdict } from './verdict.ts';

/** What can be broken on purpose, and how the verdicts begin that must find it. */
const rules = {
  loss: ['delivery'],
  double: ['delivery'],
  memory: ['resident memory', 'heap', 'buffers'],
  handles: ['handles', 'open files'],
  latency: ['latency'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Breakage = keyof typeof rules;
export const breakages = Object.keys(rules) as readonly Breakage[];

/** What a link that is broken on purpose delays at last, milliseconds: far above what the rule allows, far below what breaks connections. */
const mostDelayMs = 1000;
/** The delay grows in the middle third of the run: the first shows what it was before, the last what it came to. */
const [growsFrom, growsUntil] = [1 / 3, 2 / 3];

/** Returns the delay of a link that becomes slower, at this share of the run. */
export function brokenDelayMs(share: number): number {
  const grown = (share - growsFrom) / (growsUntil - growsFrom);
  return mostDelayMs * Math.min(1, Math.max(0, grown));
}

/** Says whether the verdicts that are there for it found what was broken. */
export function describeBreakage(breakage: Breakage, verdicts: readonly Verdict[]): string {
  const own = verdicts.filter(({ what }) => rules[breakage].some((rule) => what.startsWith(rule)));
  const found = own.filter(({ isGood }) => isGood === false).map(({ what }) => what);
  if (found.length > 0) return `broken on purpose: ${breakage}; found by: ${found.join('; ')}`;
  const judged = own.filter(({ isGood }) => isGood !== undefined).length;
  const why = judged === 0 ? 'the run is too short to judge it' : `${judged} verdicts on it are good`;
  return `broken on purpose: ${breakage}; NOT found: ${why}`;
}
