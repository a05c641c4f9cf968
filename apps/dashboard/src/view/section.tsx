import type { ComponentChildren, JSX } from 'preact';

export interface SectionProps {
  readonly id: string;
  readonly title: string;
  /** Controls beside the title. */
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** Shows a section of the page with its title. */
export function Section({ id, title, tools, children }: SectionProps): JSX.Element {
  return (
    <section class={`card area-${id}`} id={id} aria-labelledby={`${id}-title`} tabIndex={-1}>
      <header class="card-head">
        <h2 id={`${id}-title`}>{title}</h2>
        {tools === undefined ? null : <div class="tools">{tools}</div>}
      </header>
      {children}
    </section>
  );
}
