import { decode, format } from '@sdmp/codec';
import type { OutcomeEntry } from '../api/outcomes.ts';
import type { FoundOutcome } from '../journal/matching-outcomes.ts';
import { outcomeFieldMask } from './mask-fields.ts';
import { maskOutcome } from './mask.ts';

/** An outcome as the API shows it. */
export function describeOutcome({ position, source, outcome }: FoundOutcome, isUnmasked: boolean): OutcomeEntry {
  const json = outcome.toJSON();
  return {
    position,
    ...(source === undefined ? {} : { source }),
    ...(isUnmasked ? json : maskOutcome(json)),
  };
}

/** The frame of an outcome; masked, it is the same but for the values. */
export function describeFrame({ outcome: { frame } }: FoundOutcome, isUnmasked: boolean): string {
  if (isUnmasked) return frame;
  const { code, service, interface: layer, fields } = decode(frame);
  return format({ code, service, interface: layer, fields: outcomeFieldMask(fields) });
}
