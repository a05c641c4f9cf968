import { outcomeData } from '@sdmp/protocol';
import { maskTelephone, maskText } from './mask.ts';

const nameOfCode: ReadonlyMap<string, string> = new Map(outcomeData.parameters.map(({ code, name }) => [code, name]));

function maskField(name: string | undefined, value: string): string {
  if (name === 'telephoneNumber') return maskTelephone(value);
  return name === undefined || name === 'data' ? maskText(value) : value;
}

/** Codes and values of an OZ with the personal ones masked, as `maskOutcome` does: unknown and repeated ones too. */
export function outcomeFieldMask(fields: readonly string[]): readonly string[] {
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
