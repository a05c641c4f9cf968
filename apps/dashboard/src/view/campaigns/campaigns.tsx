import { useComputed, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import type { WindowName } from '../../api/types.ts';
import { count } from '../../format/numbers.ts';
import { type Arrangement, arrangeCampaigns, type SortKey } from '../../store/arrange-campaigns.ts';
import { campaigns, campaignWindow } from '../../store/store.ts';
import { Choice } from '../choice.tsx';
import { Section } from '../section.tsx';
import { CampaignRow } from './campaign-row.tsx';
import { Pager } from './pager.tsx';
import { SortHeader } from './sort-header.tsx';

interface Column {
  readonly by: SortKey | undefined;
  readonly title: string;
  readonly className?: string;
}

const columns: readonly Column[] = [
  { by: 'campaign', title: 'Campaign' },
  { by: 'calls', title: 'Calls', className: 'number' },
  { by: 'connects', title: 'Connects', className: 'number wide' },
  { by: 'connectRate', title: 'Connect rate', className: 'number' },
  { by: 'abandonRate', title: 'Abandon rate', className: 'number' },
  { by: 'agents', title: 'Agents', className: 'number wide' },
  { by: undefined, title: 'Top reasons', className: 'wider' },
  { by: 'lastOutcomeAt', title: 'Last', className: 'number wide' },
];

const windows = ['15m', '1h', '24h'] as const satisfies readonly WindowName[];

/** Figures per campaign. */
export function Campaigns(): JSX.Element {
  const arrangement = useSignal<Arrangement>({ filter: '', by: 'calls', isDescending: true, page: 0 });
  const arranged = useComputed(() => arrangeCampaigns(campaigns.value?.campaigns ?? [], arrangement.value));
  const hasTenants = useComputed(() => new Set(campaigns.value?.campaigns.map(({ tenant }) => tenant)).size > 1);
  const change = (part: Partial<Arrangement>): void => {
    arrangement.value = { ...arrangement.peek(), page: 0, ...part };
  };
  const { by, isDescending, filter } = arrangement.value;
  const sortBy = (wanted: SortKey): void =>
    change({ by: wanted, isDescending: wanted === by ? !isDescending : wanted !== 'campaign' });
  const sorted = isDescending ? 'descending' : 'ascending';
  const { value: figures } = campaigns;
  const limit = figures?.abandonLimit ?? 0;
  const { rows, matching } = arranged.value;
  return (
    <Section
      id="campaigns"
      title="Campaigns"
      tools={
        <>
          <input
            type="search"
            aria-label="Show campaigns whose name contains"
            placeholder="Filter by name"
            value={filter}
            onInput={({ currentTarget }) => change({ filter: currentTarget.value })}
          />
          <Choice
            label="Time that the figures cover"
            values={windows}
            chosen={campaignWindow.value}
            onChoose={(value) => {
              campaignWindow.value = value;
            }}
          />
        </>
      }
    >
      {figures?.complete === false ? <p class="note">The past is still being counted: these figures grow.</p> : null}
      <table class="campaigns">
        <caption class="unseen">Figures per campaign; the heads of the columns sort</caption>
        <thead>
          <tr>
            {columns.map(({ by: key, title, className = '' }) =>
              key === undefined ? (
                <th key={title} scope="col" class={className}>
                  {title}
                </th>
              ) : (
                <SortHeader
                  key={title}
                  title={title}
                  className={className}
                  sorted={key === by ? sorted : undefined}
                  onSort={() => sortBy(key)}
                />
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <CampaignRow
              key={`${row.tenant}/${row.campaign}`}
              name={row.campaign}
              tenant={hasTenants.value ? row.tenant : undefined}
              figures={row}
              limit={limit}
            />
          ))}
        </tbody>
        {figures === undefined ? null : (
          <tfoot>
            {figures.other === undefined ? null : (
              <CampaignRow name="Others, together" figures={figures.other} limit={limit} />
            )}
            <CampaignRow name="All campaigns" figures={figures.total} limit={limit} />
          </tfoot>
        )}
      </table>
      {matching === 0 ? (
        <p class="note">
          {filter === ''
            ? 'No calls in this time.'
            : `No campaign of ${count(figures?.campaigns.length ?? 0)} matches.`}
        </p>
      ) : null}
      <Pager arranged={arranged.value} onPage={(page) => change({ page })} />
    </Section>
  );
}
