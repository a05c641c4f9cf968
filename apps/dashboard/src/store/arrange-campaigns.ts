import type { CampaignEntry } from '../api/types.ts';
import { lazy } from '../format/lazy.ts';

/** Rows per page. */
export const rowsAtATime = 25;

export const sortKeys = [
  'campaign',
  'calls',
  'connects',
  'connectRate',
  'abandonRate',
  'agents',
  'lastOutcomeAt',
] as const;
export type SortKey = (typeof sortKeys)[number];

export interface Arrangement {
  /** Part of a campaign's or tenant's name, case-insensitive. */
  readonly filter: string;
  readonly by: SortKey;
  readonly isDescending: boolean;
  /** Page from 0; a page beyond the end means the last one. */
  readonly page: number;
}

export interface Arranged {
  readonly rows: readonly CampaignEntry[];
  /** Index of the first row among all matching ones, from 0. */
  readonly first: number;
  readonly matching: number;
  readonly pages: number;
  readonly page: number;
}

/** Sorts numbers by value: 9 before 10. Created once, because a thousand names are compared every two seconds. */
const names = lazy(() => new Intl.Collator('en', { numeric: true }));

function compareNames(a: CampaignEntry, b: CampaignEntry): number {
  return names().compare(a.campaign, b.campaign) || names().compare(a.tenant, b.tenant);
}

function valueOf(entry: CampaignEntry, by: Exclude<SortKey, 'campaign'>): number | null {
  if (by !== 'lastOutcomeAt') return entry[by];
  return entry.lastOutcomeAt === null ? null : Date.parse(entry.lastOutcomeAt);
}

/** Compares by column, then by name. Rows without a value come last in both directions. */
function comparison({ by, isDescending }: Arrangement): (a: CampaignEntry, b: CampaignEntry) => number {
  const sign = isDescending ? -1 : 1;
  if (by === 'campaign') return (a, b) => sign * compareNames(a, b);
  return (a, b) => {
    const left = valueOf(a, by);
    const right = valueOf(b, by);
    if (left === right) return compareNames(a, b);
    if (left === null) return 1;
    if (right === null) return -1;
    return sign * (left - right);
  };
}

/** Returns the rows of all pages. */
export function sortedCampaigns(
  campaigns: readonly CampaignEntry[],
  arrangement: Arrangement,
): readonly CampaignEntry[] {
  const wanted = arrangement.filter.trim().toLowerCase();
  return campaigns
    .filter(({ campaign, tenant }) => campaign.toLowerCase().includes(wanted) || tenant.toLowerCase().includes(wanted))
    .toSorted(comparison(arrangement));
}

/** Returns what is arranged now with the rows of before in their places; those that are gone make room for new ones at the end. */
export function inPlacesOf(before: Arranged, now: Arranged, campaigns: readonly CampaignEntry[]): Arranged {
  const key = ({ tenant, campaign }: CampaignEntry): string => JSON.stringify([tenant, campaign]);
  const wanted = new Set(before.rows.map(key));
  const found = new Map(campaigns.map((entry) => [key(entry), entry]));
  const kept = [...wanted].flatMap((each) => found.get(each) ?? []);
  const added = now.rows.filter((entry) => !wanted.has(key(entry)));
  return { ...now, rows: [...kept, ...added].slice(0, now.rows.length) };
}

/** Returns the rows of the current page. */
export function arrangeCampaigns(campaigns: readonly CampaignEntry[], arrangement: Arrangement): Arranged {
  const matching = sortedCampaigns(campaigns, arrangement);
  const pages = Math.max(1, Math.ceil(matching.length / rowsAtATime));
  const page = Math.min(Math.max(0, arrangement.page), pages - 1);
  const first = page * rowsAtATime;
  const rows = matching.slice(first, first + rowsAtATime);
  return { rows, first, matching: matching.length, pages, page };
}
