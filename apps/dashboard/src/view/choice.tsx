import type { JSX } from 'preact';

export interface ChoiceProps<Value extends string> {
  /** What is chosen, for those who do not see it. */
  readonly label: string;
  readonly values: readonly Value[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
  readonly words?: Readonly<Record<Value, string>>;
}

/** One of a few, as buttons in a row. */
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
