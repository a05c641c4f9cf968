import type { Place } from '@sdmp/protocol';

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
