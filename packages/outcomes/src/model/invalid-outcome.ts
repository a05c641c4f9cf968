import { outcomeData, type Problem, release, SdmpError } from '@sdmp/protocol';

/** The error for an outcome that cannot be taken. `text` says what, where and what to do, and never repeats a value. */
export function invalidOutcome(text: string): SdmpError {
  return new SdmpError('INVALID_OUTCOME', text);
}

const compiled = release().message(outcomeData);

/** Throws `INVALID_OUTCOME` when a value breaks a rule of the catalogue. */
export function checkOutcomeFields(fields: readonly string[]): void {
  const problems: readonly Problem[] = compiled?.check(fields) ?? [];
  if (problems.length === 0) return;
  const texts = problems.map(({ message }) => message).join('; ');
  throw invalidOutcome(`${texts}: correct the value or leave the parameter out`);
}
