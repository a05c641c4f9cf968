import type { ReleasePlan } from './release-plan.ts';

/** Kinds of a change, the weightiest first. */
const kinds = ['major', 'minor', 'patch'] as const;

/** Returns the changes of one package as lines of its changelog, the weightiest first; of each the first line, or all of it. */
export function plannedChanges({ changesets }: ReleasePlan, name: string, isWhole: boolean): readonly string[] {
  return kinds.flatMap((kind) =>
    changesets
      .filter(({ releases }) => releases.some((release) => release.name === name && release.type === kind))
      .map(({ summary }) => `${kind}: ${isWhole ? summary : (summary.split('\n', 1)[0] ?? '')}`),
  );
}
