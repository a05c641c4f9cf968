import type { Message } from '@sdmp/codec';
import { type Problem, SdmpError, outcomeData, release } from '@sdmp/protocol';
import { parameterName } from './outcome-parameter-at.ts';

/** Returns the error for a value that UTF-8, in which a journal keeps outcomes, would change. */
export function halfCharacter(where: string): SdmpError {
  return invalidOutcome(
    `${where} holds half of a surrogate pair or a byte that is no text, which cannot be recorded: give whole characters in the encoding of the connection`,
  );
}

/** Returns that error for a message whose text is not well-formed. */
export function halfCharacterIn({ fields }: Message): SdmpError {
  const at = fields.findIndex((field) => !field.isWellFormed());
  return halfCharacter(at < 0 ? 'the message' : parameterName(fields[at - (at % 2)] ?? ''));
}

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
