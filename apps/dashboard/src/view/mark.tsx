import type { JSX } from 'preact';

export type MarkLevel = 'good' | 'warn' | 'bad' | 'unknown';

/** Each level has its own shape, because not everyone can distinguish the colours. */
const shapes: Readonly<Record<MarkLevel, JSX.Element>> = {
  good: (
    <>
      <circle class="body" cx="8" cy="8" r="7" />
      <path class="sign" d="M4.8 8.3 7 10.5l4.3-4.8" />
    </>
  ),
  warn: (
    <>
      <path class="body" d="M8 1.2 15.4 14.4H.6Z" />
      <path class="sign" d="M8 6v4M8 12v.4" />
    </>
  ),
  bad: (
    <>
      <path class="body" d="M8 .4 15.6 8 8 15.6.4 8Z" />
      <path class="sign" d="m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4" />
    </>
  ),
  unknown: <circle class="ring" cx="8" cy="8" r="6" />,
};

export function Mark({ level }: { readonly level: MarkLevel }): JSX.Element {
  return (
    <svg class={`mark ${level}`} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[level]}
    </svg>
  );
}

/** Shows a state in words with its mark. */
export function State({ level, words }: { readonly level: MarkLevel; readonly words: string }): JSX.Element {
  return (
    <span class="state">
      <Mark level={level} />
      {words}
    </span>
  );
}
