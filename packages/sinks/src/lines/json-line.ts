import { outcomeJsonText } from '@sdmp/outcomes';
import type { SinkOutcome } from '../sink.ts';

/** An outcome as a line of JSON: position and source, then what `OutcomeJson` holds. Ends with a line feed. */
export function jsonLine({ position, source, outcome }: SinkOutcome): string {
  const rest = outcomeJsonText(outcome).slice(1);
  const origin = source === undefined ? '' : `"source":${JSON.stringify(source)},`;
  return `{"position":${position},${origin}${rest}\n`;
}
