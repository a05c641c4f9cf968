import type { ParameterDefinition, ValueKind } from './define-message.ts';
import { separator } from './transport.ts';

const decimals: Partial<Record<ValueKind, number>> = { double: 6, decimal: 2 };

const isNumeric: Partial<Record<ValueKind, true>> = { integer: true, count: true, decimal: true, double: true };

/** Returns the wire text of a named field's value, or undefined if it does not have the parameter's type. A flag is empty. */
export function wireText({ kind }: ParameterDefinition, value: unknown): string | undefined {
  if (kind === 'flag') return typeof value === 'boolean' ? '' : undefined;
  if (isNumeric[kind] === undefined) return typeof value === 'string' ? value : undefined;
  if (typeof value !== 'number') return undefined;
  const places = decimals[kind];
  return places === undefined ? String(value) : value.toFixed(places);
}

const frameEnds = ['\0', '\r', '\n'];

/** Returns whether a value would end its segment or frame early. Data and quoted text may contain the separator. */
export function breaksTheFrame({ kind }: ParameterDefinition, value: string): boolean {
  if (frameEnds.some((end) => value.includes(end))) return true;
  return kind !== 'data' && kind !== 'quoted' && value.includes(separator);
}
