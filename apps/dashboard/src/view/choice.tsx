import type { JSX } from 'preact';

export interface ChoiceProps<Value extends string> {
  /** Label for screen readers. */
  readonly label: string;
  readonly values: readonly Value[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
  readonly words?: Readonly<Record<Value, string>>;
}

/** Shows a few options as a row of buttons. */
export function Choice<Value extends string>(props: ChoiceProps<Value>): JSX.Element {
  const { label, values, chosen, onChoose, words } = props;
  return (
    <div class="choice" role="group" aria-label={label}>
      {values.map((value) => (
        <button key={value} type="button" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
          {words?.[value] ?? value}
        </button>
      ))}
    </div>
  );
}
