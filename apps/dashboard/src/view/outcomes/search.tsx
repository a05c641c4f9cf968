import { useSignal, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { may } from '../../store/permissions.ts';
import { goTo, place } from '../../store/place.ts';
import {
  type SearchKind,
  searchFor,
  searchKindOf,
  searchKinds,
  showPersonal,
  showsPersonal,
} from '../../store/search.ts';
import { Lacking } from '../lacking.tsx';
import { Section } from '../section.tsx';
import { Results } from './results.tsx';

const words: Readonly<Record<SearchKind, string>> = {
  session: 'Session',
  telephone: 'Telephone number',
  agent: 'Agent',
  campaign: 'Campaign',
};

/** Shows the search for outcomes in the journal. */
export function Search(): JSX.Element {
  const kind = useSignal<SearchKind>('session');
  const wanted = useSignal('');
  // Another search in the address is taken over; what else changes there leaves alone what is being entered.
  const followed = useRef('');
  useSignalEffect(() => {
    const { by, wanted: text } = place.value;
    const asked = JSON.stringify([by, text]);
    if (by === '' || asked === followed.current) return;
    followed.current = asked;
    kind.value = searchKindOf(by);
    wanted.value = text;
  });
  return (
    <Section id="search" title="Find an outcome">
      <form
        class="search"
        role="search"
        aria-label="Outcomes"
        onSubmit={(event) => {
          event.preventDefault();
          const text = wanted.value.trim();
          // A telephone number has no place in an address, which is kept and logged.
          if (kind.value !== 'telephone') goTo({ by: kind.value, wanted: text });
          void searchFor({ kind: kind.value, wanted: text });
        }}
      >
        <select
          aria-label="Search by"
          value={kind.value}
          onChange={({ currentTarget }) => {
            kind.value = searchKindOf(currentTarget.value);
          }}
        >
          {searchKinds.map((each) => (
            <option key={each} value={each}>
              {words[each]}
            </option>
          ))}
        </select>
        <input
          type="search"
          aria-label={words[kind.value]}
          placeholder={kind.value === 'telephone' ? 'Number or its last digits' : 'Leave empty for the newest'}
          autocomplete="off"
          spellcheck={false}
          value={wanted.value}
          onInput={({ currentTarget }) => {
            wanted.value = currentTarget.value;
          }}
        />
        <button class="main" type="submit">
          Find
        </button>
        {may('unmask') ? (
          <label class="check">
            <input
              type="checkbox"
              checked={showsPersonal.value}
              onChange={({ currentTarget }) => void showPersonal(currentTarget.checked)}
            />
            Show numbers and data
          </label>
        ) : null}
      </form>
      <Lacking scope="unmask" to="show numbers and data" />
      <Results />
    </Section>
  );
}
