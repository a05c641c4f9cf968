import { type Place, codePair, outcomeData, placeCode, revisionCode } from '@sdmp/protocol';
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

export const revisionKey = keyOf(revisionCode);

/** What an outcome's id is made of: the journal's own id and the position in it. */
export type OutcomePlace = Pick<Place, 'journal' | 'position'>;

/** The outcome's stable id, `<journal>-<position>`. The same outcome has the same id for ever. */
export function outcomeId({ journal, position }: OutcomePlace): string {
  return `${journal}-${position}`;
}

const idForm = /^(.+)-(\d{1,16})$/;

/** Reads an id made by `outcomeId`; undefined when the text is none. */
export function parseOutcomeId(id: string): OutcomePlace | undefined {
  const match = idForm.exec(id);
  const [, journal = '', digits] = match ?? [];
  const position = Number(digits);
  return Number.isSafeInteger(position) ? { journal, position } : undefined;
}
