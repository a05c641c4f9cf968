import type { JSX } from 'preact';
import type { CampaignDay } from '../../../api/types.ts';
import { count, share } from '../../../format/numbers.ts';
import { Fact } from '../../facts.tsx';

function ofWhole(part: number, whole: number): string {
  return `${count(part)} · ${share(whole === 0 ? null : part / whole)}`;
}

/** Shows what the rules of the configuration say of the day; nothing where it has none. */
export function RuleFacts({ day }: { readonly day: CampaignDay }): JSX.Element | null {
  const { calls, connects, contacts, rightParties, conversions } = day;
  if (contacts === undefined || rightParties === undefined || conversions === undefined) return null;
  return (
    <section>
      <header class="card-head">
        <h3>By the rules</h3>
      </header>
      <dl class="facts">
        <Fact name="Successes, of calls">{ofWhole(connects, calls)}</Fact>
        <Fact name="Contacts, of calls">{ofWhole(contacts, calls)}</Fact>
        <Fact name="Right parties, of contacts">{ofWhole(rightParties, contacts)}</Fact>
        <Fact name="Conversions, of contacts">{ofWhole(conversions, contacts)}</Fact>
      </dl>
    </section>
  );
}
