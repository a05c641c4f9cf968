import { outcomeEntryText } from './describe-outcome.ts';
import type { FoundOutcomes } from './find-outcomes.ts';
import type { OutcomesPage } from './schema.ts';

/** Returns a page of outcomes, an `OutcomesPage` as JSON text. */
export function outcomesPageText({ outcomes, next, scanned, gaps }: FoundOutcomes, isUnmasked: boolean): string {
  const entries = outcomes.map((each) => outcomeEntryText(each, isUnmasked));
  const rest: Omit<OutcomesPage, 'outcomes'> = {
    next: next ?? null,
    scanned,
    ...(gaps.length === 0 ? {} : { gaps: [...gaps] }),
  };
  return `{"outcomes":[${entries.join(',')}],${JSON.stringify(rest).slice(1)}`;
}
