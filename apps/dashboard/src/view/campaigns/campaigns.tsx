import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import type { Campaigns as Figures } from '../../api/types.ts';
import { count } from '../../format/numbers.ts';
import { type Arrangement, type SortKey, sortedCampaigns } from '../../store/arrange-campaigns.ts';
import { moveTo, place } from '../../store/place.ts';
import { campaigns, campaignWindow, campaignWindows, chooseWindow } from '../../store/store.ts';
import { Choice } from '../choice.tsx';
import { Section } from '../section.tsx';
import { Export } from '../table/export.tsx';
import { type Column, Table } from '../table/table.tsx';
import { campaignColumns, type CampaignLine } from './campaign-columns.tsx';
import { Pager } from './pager.tsx';
import { lineOf, useCampaignRows } from './use-campaign-rows.ts';

function columnsSorted({ by, isDescending }: Arrangement, sortBy: (key: SortKey) => void): Column<CampaignLine>[] {
  const direction = isDescending ? 'descending' : 'ascending';
  return campaignColumns.map(({ by: key, ...column }) =>
    key === undefined
      ? column
      : { ...column, sorting: { sorted: key === by ? direction : undefined, onSort: () => sortBy(key) } },
  );
}

function othersOf({ other, abandonLimit: limit }: Figures): readonly CampaignLine[] {
  return other === undefined ? [] : [{ key: 'other', name: 'All others', figures: other, limit }];
}

function sumsOf(figures: Figures): readonly CampaignLine[] {
  const { total, abandonLimit: limit } = figures;
  return [...othersOf(figures), { key: 'total', name: 'All campaigns', figures: total, limit }];
}

/** Returns every row that matches, without the total, which would be counted twice. */
function exported(figures: Figures | undefined, arrangement: Arrangement): readonly CampaignLine[] {
  if (figures === undefined) return [];
  const rows = sortedCampaigns(figures.campaigns, arrangement).map((row) => lineOf(row, false, figures.abandonLimit));
  return arrangement.filter.trim() === '' ? [...rows, ...othersOf(figures)] : rows;
}

/** Shows figures per campaign. */
export function Campaigns(): JSX.Element {
  const arrangement = useSignal<Arrangement>({
    filter: place.value.campaign,
    by: 'calls',
    isDescending: true,
    page: 0,
  });
  const { arranged, lines, isKept, handlers } = useCampaignRows(arrangement);
  const change = (part: Partial<Arrangement>): void => {
    arrangement.value = { ...arrangement.peek(), page: 0, ...part };
  };
  const { filter } = arrangement.value;
  useSignalEffect(() => {
    const { campaign } = place.value;
    if (campaign !== arrangement.peek().filter) change({ filter: campaign });
  });
  const columns = useComputed(() =>
    columnsSorted(arrangement.value, (wanted) => {
      const { by, isDescending } = arrangement.peek();
      change({ by: wanted, isDescending: wanted === by ? !isDescending : wanted !== 'campaign' });
    }),
  );
  const { value: figures } = campaigns;
  const { matching } = arranged.value;
  return (
    <Section
      id="campaigns"
      title="Campaigns"
      isLive
      tools={
        <>
          {isKept.value ? (
            <span class="note" title="Rows keep their places while the pointer or the focus is on them.">
              Order kept
            </span>
          ) : null}
          <input
            type="search"
            aria-label="Show campaigns whose name contains"
            placeholder="Filter by name"
            value={filter}
            onInput={({ currentTarget }) => moveTo({ campaign: currentTarget.value })}
          />
          <Choice
            label="Time range of the figures"
            values={campaignWindows}
            chosen={campaignWindow.value}
            onChoose={chooseWindow}
          />
          <Export
            what={`campaigns ${campaignWindow.value}`}
            columns={campaignColumns}
            rows={() => exported(campaigns.peek(), arrangement.peek())}
          />
        </>
      }
    >
      {figures?.complete === false ? (
        <p class="note">Past outcomes are still being counted; these figures will increase.</p>
      ) : null}
      <div {...handlers}>
        <Table
          caption="Figures per campaign; sortable by column"
          className="campaigns"
          columns={columns.value}
          rows={lines.value}
          keyOf={(_, index) => index}
          foot={figures === undefined ? [] : sumsOf(figures)}
          isDrawnByRow
        />
      </div>
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
