import { describeOutcome } from '../outcomes/describe-outcome.ts';
import { readHeld } from '../outcomes/held-outcome.ts';
import { isoTime } from '../responses/iso-time.ts';
import type { ApiParts, RunningSink } from '../server/api-parts.ts';
import type { DeadLettersPage } from './schema.ts';

/** Returns a page of a sink's dead letters, each with its outcome where the journal still holds it. */
export async function deadLettersPage(
  { journal }: ApiParts,
  sink: RunningSink,
  { from, limit, cause }: { readonly from: number; readonly limit: number; readonly cause?: string | undefined },
  isUnmasked: boolean,
): Promise<DeadLettersPage> {
  const found = sink.deadLetters({ from, limit, cause });
  const deadLetters: DeadLettersPage['deadLetters'] = [];
  for (const letter of found) {
    const { position, reason, cause: group, answer, attempts, at } = letter;
    // After a restore another outcome may have the position.
    const held = journal.history.positionOf(letter) === undefined ? undefined : await readHeld(journal, position);
    const outcome =
      held === undefined || typeof held === 'string' ? {} : { outcome: describeOutcome(held.found, isUnmasked) };
    deadLetters.push({
      position,
      reason,
      cause: group,
      ...(answer === undefined ? {} : { answer }),
      attempts,
      at: isoTime(at),
      ...outcome,
    });
  }
  const last = found.at(-1);
  return { deadLetters, next: last === undefined || found.length < limit ? null : last.position + 1 };
}
