import { expect, test } from 'vitest';
import type { CampaignEntry } from '../api/types.ts';
import { arrangeCampaigns, inPlacesOf, rowsAtATime } from './arrange-campaigns.ts';

function entry(campaign: string, calls: number, abandonRate: number | null = null): CampaignEntry {
  return {
    tenant: 'default',
    campaign,
    calls,
    connects: 0,
    connectRate: null,
    answered: 0,
    abandoned: 0,
    abandonRate,
    isOverLimit: false,
    agents: 0,
    agentsIsAtLeast: false,
    topReasons: [],
    lastOutcomeAt: null,
  };
}

const all = { filter: '', by: 'calls', isDescending: true, page: 0 } as const;
const names = (rows: readonly CampaignEntry[]): readonly string[] => rows.map(({ campaign }) => campaign);

test('rows are sorted by a column, then by name, and those without a value come last in both directions', () => {
  const entries = [entry('C', 1, 0.1), entry('B', 2), entry('A', 2, 0.2)];
  expect(names(arrangeCampaigns(entries, all).rows)).toEqual(['A', 'B', 'C']);
  const byRate = { ...all, by: 'abandonRate' } as const;
  expect(names(arrangeCampaigns(entries, byRate).rows)).toEqual(['A', 'C', 'B']);
  expect(names(arrangeCampaigns(entries, { ...byRate, isDescending: false }).rows)).toEqual(['C', 'A', 'B']);
});

test('numbers in names are sorted by value', () => {
  const entries = ['Sales10', 'Sales9', 'Sales1'].map((name) => entry(name, 1));
  const byName = { ...all, by: 'campaign', isDescending: false } as const;
  expect(names(arrangeCampaigns(entries, byName).rows)).toEqual(['Sales1', 'Sales9', 'Sales10']);
});

test('the filter matches part of a name in any case, and a page beyond the end is the last', () => {
  const entries = Array.from({ length: 60 }, (_, index) => entry(`Sales${index}`, 100 - index));
  expect(names(arrangeCampaigns(entries, { ...all, filter: ' sALES5 ' }).rows)).toContain('Sales5');
  const last = arrangeCampaigns(entries, { ...all, page: 99 });
  expect(last).toMatchObject({ page: 2, pages: 3, first: 2 * rowsAtATime, matching: 60 });
  expect(last.rows).toHaveLength(10);
  expect(arrangeCampaigns(entries, { ...all, filter: 'nobody' })).toMatchObject({ matching: 0, pages: 1, rows: [] });
});

test('rows in use keep their places with their new figures, and one that is gone makes room for a new one', () => {
  const before = arrangeCampaigns([entry('A', 3), entry('B', 2), entry('C', 1)], all);
  const entries = [entry('A', 3), entry('B', 9), entry('D', 5)];
  const { rows, matching } = inPlacesOf(before, arrangeCampaigns(entries, all), entries);
  expect(rows.map(({ campaign, calls }) => [campaign, calls])).toEqual([
    ['A', 3],
    ['B', 9],
    ['D', 5],
  ]);
  expect(matching).toBe(3);
});
