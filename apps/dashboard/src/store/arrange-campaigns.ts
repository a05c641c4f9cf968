import type { CampaignEntry } from '../api/types.ts';

/** Rows of the table at a time. */
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
  /** Part of a campaign's or tenant's name, in any case. */
  readonly filter: string;
  readonly by: SortKey;
  readonly isDescending: boolean;
  /** From 0; beyond the end it is the last. */
  readonly page: number;
}

export interface Arranged {
  readonly rows: readonly CampaignEntry[];
  /** Place of the first row among all that match, from 0. */
  readonly first: number;
  readonly matching: number;
  readonly pages: number;
  readonly page: number;
}

/** As people count: 9 before 10. Made once, because a thousand names are compared every other second. */
const names = new Intl.Collator('en', { numeric: true });

function compareNames(a: CampaignEntry, b: CampaignEntry): number {
  return names.compare(a.campaign, b.campaign) || names.compare(a.tenant, b.tenant);
}

function valueOf(entry: CampaignEntry, by: Exclude<SortKey, 'campaign'>): number | null {
  if (by !== 'lastOutcomeAt') return entry[by];
  return entry.lastOutcomeAt === null ? null : Date.parse(entry.lastOutcomeAt);
}

/** By the column, then by name. What has no value comes last either way. */
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

/** The rows that are to be seen. */
export function arrangeCampaigns(campaigns: readonly CampaignEntry[], arrangement: Arrangement): Arranged {
  const wanted = arrangement.filter.trim().toLowerCase();
  const matching = campaigns.filter(
    ({ campaign, tenant }) => campaign.toLowerCase().includes(wanted) || tenant.toLowerCase().includes(wanted),
  );
  const pages = Math.max(1, Math.ceil(matching.length / rowsAtATime));
  const page = Math.min(Math.max(0, arrangement.page), pages - 1);
  const first = page * rowsAtATime;
  const rows = matching.toSorted(comparison(arrangement)).slice(first, first + rowsAtATime);
  return { rows, first, matching: matching.length, pages, page };
}
