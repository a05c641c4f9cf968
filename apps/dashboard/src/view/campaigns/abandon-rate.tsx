import type { JSX } from 'preact';
import type { CampaignCounts } from '../../api/types.ts';
import { closeShare, share } from '../../format/numbers.ts';
import { Mark } from '../mark.tsx';

/** Length of the bar as a multiple of the limit. */
const barEnds = 2;

export interface AbandonRateProps {
  readonly figures: Pick<CampaignCounts, 'abandonRate' | 'isOverLimit'>;
  /** Limit as a share of 1. */
  readonly limit: number;
}

/** Shows the abandon rate with a bar, in which the stroke in the middle is the limit. */
export function AbandonRate({ figures: { abandonRate, isOverLimit }, limit }: AbandonRateProps): JSX.Element {
  const filled = limit === 0 ? 0 : Math.min(1, (abandonRate ?? 0) / (limit * barEnds));
  const isUnsure = !isOverLimit && abandonRate !== null && abandonRate > limit;
  return (
    <span
      class={isOverLimit ? 'abandon over' : 'abandon'}
      title={isUnsure ? `Above the limit of ${share(limit)}, but with too few calls to be significant` : undefined}
    >
      {isOverLimit ? <Mark level="warn" /> : null}
      {closeShare(abandonRate, limit)}
      {isOverLimit ? <span class="unseen">, over the limit of {share(limit)}</span> : null}
      <svg viewBox="0 0 40 8" aria-hidden="true">
        <rect class="track" y="2" width="40" height="4" rx="2" />
        <rect class="fill" y="2" width={filled * 40} height="4" rx="2" />
        <path class="limit" d="M20 0v8" />
      </svg>
    </span>
  );
}
