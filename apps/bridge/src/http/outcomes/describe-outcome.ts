import { outcomeData } from '@sdmp/protocol';
import { maskOutcome, maskTelephone, maskText } from '../responses/mask.ts';
import { decode, format } from '@sdmp/codec';
import { outcomeJsonText } from '@sdmp/outcomes';
import type { OutcomeEntry } from './schema.ts';
import type { FoundOutcome } from './matching-outcomes.ts';

const nameOfCode: ReadonlyMap<string, string> = new Map(outcomeData.parameters.map(({ code, name }) => [code, name]));

function maskField(name: string | undefined, value: string): string {
  if (name === 'telephoneNumber') return maskTelephone(value);
  return name === undefined || name === 'data' ? maskText(value) : value;
}

/** Codes and values of an OZ with the personal ones masked, as `maskOutcome` does: unknown and repeated ones too. */
function outcomeFieldMask(fields: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const masked: string[] = [];
  for (let at = 0; at < fields.length; at += 2) {
    const code = fields[at] ?? '';
    const name = seen.has(code) ? undefined : nameOfCode.get(code);
    seen.add(code);
    masked.push(code, maskField(name, fields[at + 1] ?? ''));
  }
  return masked;
}

/** An outcome as the API shows it. */
export function describeOutcome({ position, source, outcome }: FoundOutcome, isUnmasked: boolean): OutcomeEntry {
  const json = outcome.toJSON();
  return {
    position,
    ...(source === undefined ? {} : { source }),
    ...(isUnmasked ? json : maskOutcome(json)),
  };
}

/**
 * Returns the JSON text of an outcome as the API shows it. Data that are a JSON object stand in it as they were recorded,
 * character for character, which a value of JavaScript would not keep.
 */
export function outcomeEntryText(found: FoundOutcome, isUnmasked: boolean): string {
  if (!isUnmasked) return JSON.stringify(describeOutcome(found, false));
  const { position, source, outcome } = found;
  const origin = JSON.stringify({ position, ...(source === undefined ? {} : { source }) });
  return `${origin.slice(0, -1)},${outcomeJsonText(outcome).slice(1)}`;
}

/** Data that are a JSON object as their text, for readers whose parser would change a number. */
export function dataTextOf({ outcome: { data } }: FoundOutcome, isUnmasked: boolean): { readonly dataText?: string } {
  return isUnmasked && data?.startsWith('{') === true ? { dataText: data } : {};
}

/** The frame of an outcome; masked, it is the same but for the values. */
export function describeFrame({ outcome: { frame } }: FoundOutcome, isUnmasked: boolean): string {
  if (isUnmasked) return frame;
  const { code, service, interface: layer, fields } = decode(frame);
  return format({ code, service, interface: layer, fields: outcomeFieldMask(fields) });
}
