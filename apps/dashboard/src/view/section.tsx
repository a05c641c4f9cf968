import type { ComponentChildren, JSX } from 'preact';
import { clockWithSeconds } from '../format/times.ts';
import { now, tick, truth } from '../store/store.ts';

export interface SectionProps {
  readonly id: string;
  readonly title: string;
  /** Whether it shows the present, and so looks old without data. */
  readonly isLive?: boolean;
  /** Controls beside the title. */
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Shows a section of the page with its title. */
export function Section({ id, title, isLive = false, tools, children }: SectionProps): JSX.Element {
  const isStale = isLive && truth.value.isStale && tick.value !== undefined;
  return (
    <section class={`card area-${id}${isStale ? ' stale' : ''}`} id={id} aria-labelledby={`${id}-title`} tabIndex={-1}>
      <header class="card-head">
        <h2 id={`${id}-title`}>
          {title}
          {isStale ? <AsOf /> : null}
        </h2>
        {tools === undefined ? null : <div class="tools">{tools}</div>}
      </header>
      {children}
    </section>
  );
}

/** Says how old the data are. */
function AsOf(): JSX.Element | null {
  if (tick.value === undefined) return null;
  return <span class="as-of"> as of {clockWithSeconds(Date.parse(tick.value.time), now.value)}</span>;
}
