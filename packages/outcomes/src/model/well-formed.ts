import type { Message } from '@sdmp/codec';
import type { SdmpError } from '@sdmp/protocol';
import { invalidOutcome } from './invalid-outcome.ts';
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
