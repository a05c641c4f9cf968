import type { JSX } from 'preact';
import type { Answered } from './use-answer.ts';

/** Says that an answer is on the way, or why it is not here; nothing once it is here. */
export function Loading({ answer, problem }: Answered<unknown>): JSX.Element | null {
  if (problem.value !== '')
    return (
      <p role="status" class="error">
        {problem.value}
      </p>
    );
  if (answer.value !== undefined) return null;
  return (
    <p role="status" class="note">
      One moment …
    </p>
  );
}
