import { type ReadonlySignal, useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import type { CampaignEntry } from '../../api/types.ts';
import { type Arranged, type Arrangement, arrangeCampaigns, inPlacesOf } from '../../store/arrange-campaigns.ts';
import { FrameSlices } from '../../store/frame-slices.ts';
import { campaigns } from '../../store/store.ts';
import type { CampaignLine } from './campaign-columns.tsx';

/** Time after the last move of the pointer over the rows in which they keep their places, ms. */
const inUseMs = 10_000;

export function lineOf(figures: CampaignEntry, showsTenant: boolean, limit = 0): CampaignLine {
  const { campaign, tenant } = figures;
  return {
    key: `${tenant}/${campaign}`,
    name: campaign,
    tenantName: tenant,
    tenant: showsTenant ? tenant : undefined,
    figures,
    limit,
  };
}

export interface CampaignRows {
  readonly arranged: ReadonlySignal<Arranged>;
  /** Rows as they are shown. */
  readonly lines: ReadonlySignal<readonly CampaignLine[]>;
  /** Whether rows keep their places although their figures have another order by now. */
  readonly isKept: ReadonlySignal<boolean>;
  /** Handlers for the element around the table. */
  readonly handlers: {
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerDown: (event: PointerEvent) => void;
    readonly onPointerLeave: () => void;
  };
}

interface Kept {
  readonly arrangement: Arrangement;
  readonly arranged: Arranged;
}

function isInRows(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('#campaigns tbody') !== null;
}

function hasSameOrder(a: Arranged, b: Arranged): boolean {
  return a.rows.every(({ tenant, campaign }, at) => b.rows[at]?.campaign === campaign && b.rows[at]?.tenant === tenant);
}

/**
 * Returns the rows of the campaigns. While the pointer or the focus is on them they keep their places, so that nobody opens
 * another campaign than the one they pointed at. New figures are written over some frames, what the reader changes at once.
 */
export function useCampaignRows(arrangement: ReadonlySignal<Arrangement>): CampaignRows {
  const usedAt = useRef(Number.NEGATIVE_INFINITY);
  const before = useRef<Kept | undefined>(undefined);
  const shown = useSignal<readonly CampaignLine[]>([]);
  const slices = useMemo(() => new FrameSlices(shown), [shown]);
  const newest = useComputed(() => {
    const { value: figures } = campaigns;
    const { value: wanted } = arrangement;
    const entries = figures?.campaigns ?? [];
    const sorted = arrangeCampaigns(entries, wanted);
    const { current } = before;
    const isInUse = performance.now() - usedAt.current < inUseMs || isInRows(document.activeElement);
    const isSame = current?.arrangement === wanted;
    const arranged = isInUse && isSame ? inPlacesOf(current.arranged, sorted, entries) : sorted;
    before.current = { arrangement: wanted, arranged };
    const showsTenant = new Set(entries.map(({ tenant }) => tenant)).size > 1;
    const lines = arranged.rows.map((row) => lineOf(row, showsTenant, figures?.abandonLimit));
    return { arranged, lines, isKept: !hasSameOrder(arranged, sorted), isSame };
  });
  useSignalEffect(() => {
    const { lines, isSame } = newest.value;
    if (isSame) slices.write(lines);
    else slices.show(lines);
  });
  return {
    arranged: useComputed(() => newest.value.arranged),
    lines: shown,
    isKept: useComputed(() => newest.value.isKept),
    handlers: useMemo(() => {
      const use = ({ target }: PointerEvent): void => {
        usedAt.current = isInRows(target) ? performance.now() : Number.NEGATIVE_INFINITY;
      };
      const leave = (): void => {
        usedAt.current = Number.NEGATIVE_INFINITY;
      };
      return { onPointerMove: use, onPointerDown: use, onPointerLeave: leave };
    }, []),
  };
}
