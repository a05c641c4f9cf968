import type { JSX } from 'preact';
import type { CampaignDay } from '../../../api/types.ts';
import { closeShare, count, share } from '../../../format/numbers.ts';
import { clock } from '../../../format/times.ts';
import { hoursOf, sinceMidnight } from '../../../store/campaign-hours.ts';
import { goTo } from '../../../store/place.ts';
import { Fact } from '../../facts.tsx';
import { AbandonRate } from '../abandon-rate.tsx';
import { AgentTable } from './agent-table.tsx';
import { HourChart } from './hour-chart.tsx';
import { HourTable } from './hour-table.tsx';
import { ReasonTable } from './reason-table.tsx';
import { RuleFacts } from './rule-facts.tsx';

type Reasons = CampaignDay['abandonRule']['abandoned'];

function reasonWords(reasons: Reasons): string {
  return reasons.map(({ reason, name }) => `${reason} ${name}`).join(', ');
}

/** States what the abandon rate counts. */
function Rule({ day: { abandonRule, abandonLimit } }: { readonly day: CampaignDay }): JSX.Element {
  const { formula, abandoned, answered } = abandonRule;
  return (
    <p class="note">
      Abandon rate = {formula}. Abandoned: {reasonWords(abandoned)}. Answered: {reasonWords(answered)}. Every other
      reason is neither. The limit is {share(abandonLimit)}. An hour above it is marked however few its calls are; the
      day only if it is above the limit with certainty.
    </p>
  );
}

/** Shows the last 24 hours of a campaign. */
export function Day({ day }: { readonly day: CampaignDay }): JSX.Element {
  const hours = hoursOf(day);
  const today = sinceMidnight(day);
  const { campaign, calls, connectRate, agents, agentsIsAtLeast, abandonLimit, complete } = day;
  return (
    <div class="day">
      {complete ? null : <p class="note">Past outcomes are still being counted; these figures will increase.</p>}
      <dl class="facts">
        <Fact name="Calls, last 24 hours">{count(calls)}</Fact>
        <Fact name="Connect rate">{share(connectRate)}</Fact>
        <Fact name="Abandon rate, last 24 hours">
          <AbandonRate figures={day} limit={abandonLimit} />
        </Fact>
        <Fact name={`Abandon rate since ${clock(today.from, Date.parse(day.asOf))}`}>
          {closeShare(today.abandonRate, abandonLimit)}
        </Fact>
        <Fact name="Agents">{`${count(agents)}${agentsIsAtLeast ? '+' : ''}`}</Fact>
      </dl>
      <RuleFacts day={day} />
      <HourChart hours={hours} limit={abandonLimit} />
      <Rule day={day} />
      <HourTable campaign={campaign} hours={hours} limit={abandonLimit} />
      <ReasonTable day={day} />
      <AgentTable day={day} />
      <p class="buttons">
        <button type="button" onClick={() => goTo({ day: '', by: 'campaign', wanted: campaign })}>
          Show its newest outcomes
        </button>
      </p>
    </div>
  );
}
