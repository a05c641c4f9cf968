import type { JSX } from 'preact';
import { nothing } from '../format/numbers.ts';
import { ago, clockWithSeconds, fullTime } from '../format/times.ts';
import { now } from '../store/store.ts';

export interface MomentProps {
  /** ISO 8601. */
  readonly at: string | null | undefined;
  /** As the time of day; otherwise how long ago. */
  readonly asClock?: boolean;
}

/** A time; its date in full is shown to who points at it. */
export function Moment({ at, asClock = false }: MomentProps): JSX.Element {
  if (at === null || at === undefined) return <span class="faint">{nothing}</span>;
  const time = Date.parse(at);
  return (
    <time dateTime={at} title={fullTime(time)}>
      {asClock ? clockWithSeconds(time, now.value) : ago(time, now.value)}
    </time>
  );
}
