import { codePair, outcomeData, placeCode } from '@sdmp/protocol';
import type { OutcomeParameterName } from './outcome-fields.ts';

/** What a value of an OZ is looked for by. */
export interface OutcomeKey {
  readonly code: string;
  /** `codePair` of the code, for comparing numbers in raw text. */
  readonly pair: number;
}

function keyOf(code: string): OutcomeKey {
  return { code, pair: codePair(code) };
}

/** Key of each parameter, by its long name. */
export const outcomeKeys = Object.fromEntries(
  outcomeData.parameters.map(({ name, code }) => [name, keyOf(code)]),
) as Readonly<Record<OutcomeParameterName, OutcomeKey>>;

export const placeKey = keyOf(placeCode);
