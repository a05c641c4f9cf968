import type { ComponentChildren, JSX } from 'preact';

export interface FactProps {
  readonly name: string;
  readonly children: ComponentChildren;
}

/** Shows a named value in a list of facts. */
export function Fact({ name, children }: FactProps): JSX.Element {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
