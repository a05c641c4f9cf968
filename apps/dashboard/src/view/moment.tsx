import type { JSX } from 'preact';
import { nothing } from '../format/numbers.ts';
import { ago, bareClock, exactTime } from '../format/times.ts';
import { now } from '../store/store.ts';

export interface MomentProps {
  /** ISO 8601. */
  readonly at: string | null | undefined;
  /** Whether to show the time of day instead of the age, without its zone. */
  readonly asClock?: boolean;
}

/** Shows a time, with its full date as a tooltip. */
export function Moment({ at, asClock = false }: MomentProps): JSX.Element {
  if (at === null || at === undefined) return <span class="faint">{nothing}</span>;
  const time = Date.parse(at);
  return (
    <time dateTime={at} title={exactTime(time)}>
      {asClock ? bareClock(time, now.value) : ago(time, now.value)}
    </time>
  );
}
