import { wholeNumber } from '@sdmp/protocol';

/** A number parameter's value; undefined when it is absent, empty or no whole number. */
export function wireNumber(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = wholeNumber(value);
  return Number.isNaN(number) ? undefined : number;
}
