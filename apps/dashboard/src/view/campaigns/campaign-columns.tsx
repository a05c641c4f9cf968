import type { JSX } from 'preact';
import type { CampaignCounts } from '../../api/types.ts';
import { count, nothing, share } from '../../format/numbers.ts';
import type { SortKey } from '../../store/arrange-campaigns.ts';
import { campaignKey, goTo } from '../../store/place.ts';
import { Moment } from '../moment.tsx';
import type { Column } from '../table/table.tsx';
import { AbandonRate } from './abandon-rate.tsx';

/** Number of reasons shown, in wide and in narrow layouts. */
const reasonsShown = 3;
const reasonsInLittleRoom = 1;

/** A row for a campaign or a total. */
export interface CampaignLine {
  readonly key: string;
  readonly name: string;
  /** Undefined for a row of several campaigns. */
  readonly tenantName?: string;
  /** Shown if there are several tenants. */
  readonly tenant?: string | undefined;
  readonly figures: CampaignCounts;
  /** Limit of the abandon rate as a share of 1. */
  readonly limit: number;
}

/** Shows the name of a campaign as a button that opens its day. A row of several campaigns has no tenant. */
function CampaignName({ name, tenant }: { readonly name: string; readonly tenant: string | undefined }): JSX.Element {
  const shown = name === '' ? <em>no name</em> : name;
  if (tenant === undefined) return <>{shown}</>;
  return (
    <button
      type="button"
      class="quiet"
      aria-haspopup="dialog"
      onClick={() => goTo({ day: campaignKey({ tenant, campaign: name }) })}
    >
      {shown}
    </button>
  );
}

/** A column with the key by which its head sorts. */
export interface CampaignColumn extends Column<CampaignLine> {
  readonly by?: SortKey;
}

function reasonWords({ topReasons }: CampaignCounts, most: number): string {
  const shown = topReasons.slice(0, most);
  if (shown.length === 0) return nothing;
  return shown.map(({ reason, name, count: calls }) => `${name ?? `Reason ${reason}`} ${count(calls)}`).join(' · ');
}

export const campaignColumns: readonly CampaignColumn[] = [
  {
    by: 'campaign',
    title: 'Campaign',
    isName: true,
    cell: ({ name, tenantName, tenant, figures }) => (
      <>
        <CampaignName name={name} tenant={tenantName} />
        {tenant === undefined ? null : <span class="faint"> {tenant}</span>}
        <span class="narrow faint">{reasonWords(figures, reasonsInLittleRoom)}</span>
      </>
    ),
    csv: { tenant: ({ tenantName }) => tenantName, campaign: ({ name }) => name },
  },
  {
    by: 'calls',
    title: 'Calls',
    className: 'number',
    cell: ({ figures }) => count(figures.calls),
    csv: { calls: ({ figures }) => figures.calls },
  },
  {
    by: 'connects',
    title: 'Connects',
    className: 'number wide',
    cell: ({ figures }) => count(figures.connects),
    csv: { connects: ({ figures }) => figures.connects },
  },
  {
    by: 'connectRate',
    title: 'Connect rate',
    className: 'number',
    cell: ({ figures }) => share(figures.connectRate),
    csv: { connectRate: ({ figures }) => figures.connectRate },
  },
  {
    by: 'abandonRate',
    title: 'Abandon rate',
    className: 'number',
    cell: ({ figures, limit }) => <AbandonRate figures={figures} limit={limit} />,
    csv: {
      answered: ({ figures }) => figures.answered,
      abandoned: ({ figures }) => figures.abandoned,
      abandonRate: ({ figures }) => figures.abandonRate,
      abandonLimit: ({ limit }) => limit,
      isOverLimit: ({ figures }) => figures.isOverLimit,
    },
  },
  {
    by: 'agents',
    title: 'Agents',
    className: 'number wide',
    cell: ({ figures: { agents, agentsIsAtLeast } }) => `${count(agents)}${agentsIsAtLeast ? '+' : ''}`,
    csv: { agents: ({ figures }) => figures.agents, agentsIsAtLeast: ({ figures }) => figures.agentsIsAtLeast },
  },
  {
    title: 'Top reasons',
    className: 'wider reasons',
    cell: ({ figures }) => reasonWords(figures, reasonsShown),
    csv: { topReasons: ({ figures }) => reasonWords(figures, figures.topReasons.length) },
  },
  {
    by: 'lastOutcomeAt',
    title: 'Last',
    className: 'number wide',
    cell: ({ figures }) => <Moment at={figures.lastOutcomeAt} />,
    csv: { lastOutcomeAt: ({ figures }) => figures.lastOutcomeAt },
  },
];
