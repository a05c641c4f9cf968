import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { CampaignDay } from '../../../api/types.ts';
import { count, share } from '../../../format/numbers.ts';
import { ShowAll } from '../../table/show-all.tsx';
import { Export } from '../../table/export.tsx';
import { type Column, Table } from '../../table/table.tsx';

/** Rows shown at first. */
const fewRows = 20;

type Agent = CampaignDay['byAgent'][number];

const columns: readonly Column<Agent>[] = [
  { title: 'Agent', isName: true, cell: ({ agent }) => agent, csv: { agent: ({ agent }) => agent } },
  { title: 'Calls', className: 'number', cell: ({ calls }) => count(calls), csv: { calls: ({ calls }) => calls } },
  {
    title: 'Connects',
    className: 'number',
    cell: ({ connects }) => count(connects),
    csv: { connects: ({ connects }) => connects },
  },
  {
    title: 'Connect rate',
    className: 'number',
    cell: ({ calls, connects }) => share(calls === 0 ? null : connects / calls),
    csv: { connectRate: ({ calls, connects }) => (calls === 0 ? null : connects / calls) },
  },
];

/** Shows the calls of each agent. */
export function AgentTable({ day }: { readonly day: CampaignDay }): JSX.Element {
  const { campaign, byAgent, agents, agentsIsAtLeast } = day;
  const showsAll = useSignal(false);
  return (
    <section>
      <header class="card-head">
        <h3>Agents</h3>
        <div class="tools">
          <Export what={`agents of ${campaign}`} columns={columns} rows={() => byAgent} />
        </div>
      </header>
      {byAgent.length === 0 ? (
        <p class="note">
          {agentsIsAtLeast
            ? `There are more than ${count(agents)} agents, which are not told apart.`
            : 'No call had an agent.'}
        </p>
      ) : (
        <Table
          caption="Agents"
          columns={columns}
          rows={showsAll.value ? byAgent : byAgent.slice(0, fewRows)}
          keyOf={({ agent }) => agent}
        />
      )}
      <ShowAll shows={showsAll} all={byAgent.length} few={fewRows} />
    </section>
  );
}
