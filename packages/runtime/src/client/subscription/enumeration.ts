import { decode, type Message } from '@sdmp/codec';
import {
  type EnumeratedBy,
  type EnumerationName,
  type EnumerationNamed,
  type Fields,
  findEnumeration,
  type MessageDefinition,
  type Problem,
  type ReadFields,
  readFields,
  type Release,
  SdmpError,
  answerOf,
} from '@sdmp/protocol';
import { type CheckedRequest, checkedRequest } from '../connection/checked-request.ts';
import type { Present } from './subscription.ts';

/**
 * The parameters of an enumeration under their long names. The default of `transactionIdentifier` is derived from the
 * persist token, so that it is the same after a restart; without one it is random.
 */
export type EnumerationRequest<Name extends EnumerationName> = Omit<
  Fields<EnumerationNamed<Name>>,
  'token' | 'transactionIdentifier'
> & { readonly transactionIdentifier?: string | undefined };

/** One data message of an enumeration. */
export interface Enumerated<Name extends EnumerationName> {
  /** What could be read, under long names: `EnumerateAgents` brings those of AZ. */
  readonly fields: ReadFields<EnumeratedBy<Name>>['fields'];
  /** What broke a rule; those values are not among the fields. */
  readonly problems: readonly Problem[];
  /** The message as it came. */
  readonly message: Message;
}

function definitionOf(name: EnumerationName): MessageDefinition {
  const definition = findEnumeration(name);
  if (definition === undefined) throw new SdmpError('INVALID_ARGUMENT', 'there is no enumeration of that name');
  return definition;
}

/** Checks an enumeration before it is sent, see `checkedRequest`. */
export function checkEnumeration<Name extends EnumerationName>(
  name: Name,
  request: EnumerationRequest<Name>,
  release: Release,
): CheckedRequest {
  const definition = definitionOf(name);
  const prefix = `${definition.code}:`;
  return checkedRequest({ definition, tokenPrefix: () => prefix, transactionPrefix: prefix }, request, release);
}

/** Reads the data messages of an enumeration. */
export function presentEnumerated<Name extends EnumerationName>(
  name: Name,
  release: Release,
): Present<Enumerated<Name>> {
  const definition = definitionOf(name);
  const data = answerOf(definition);
  const compiled = data && release.message(data);
  if (compiled === undefined) throw new SdmpError('INVALID_ARGUMENT', `${release.name} has no ${definition.name}`);
  return ({ run }, items) => {
    for (const frame of run.frames()) {
      const message = decode(frame);
      items.push({ ...readFields<EnumeratedBy<Name>>(compiled, message.fields), message });
    }
  };
}
