import type { JSX } from 'preact';
import type { OutcomeEntry } from '../../api/types.ts';
import { count } from '../../format/numbers.ts';
import { goTo } from '../../store/place.ts';

/** Shows the session of an outcome as a button that opens its details. */
export function OutcomeLink({ outcome }: { readonly outcome: OutcomeEntry }): JSX.Element {
  const { id, sessionIdentifier, position } = outcome;
  return (
    <button type="button" class="quiet" aria-haspopup="dialog" onClick={() => goTo({ outcome: id ?? '' })}>
      {sessionIdentifier ?? `Position ${count(position)}`}
    </button>
  );
}
