import {
  answerOf,
  type Fields,
  InvalidMessageError,
  type MessageDefinition,
  type Release,
  SdmpError,
  usableTransactionLength,
  writeFields,
} from '@sdmp/protocol';
import { randomTransaction } from './random-transaction.ts';

/**
 * In what form outcomes are asked for.
 *
 * - plain: as they are documented
 * - placed: with their places
 * - runs: with their places, and in runs where the service writes them
 */
export type OutcomeForm = 'plain' | 'placed' | 'runs';

/** A request that was found valid. */
export interface CheckedRequest {
  readonly definition: MessageDefinition;
  /** The message that brings its data. */
  readonly data: MessageDefinition;
  readonly transactionIdentifier: string;
  readonly persistToken: string | undefined;
  readonly rateControl: number | undefined;
  /** Whether it bears a token, without which no MV comes. */
  readonly isVerified: boolean;
  /** What its token begins with, by the form that is wanted. */
  readonly tokenPrefix: (form: OutcomeForm) => string;
  /** Its fields with a token of its own. */
  readonly fields: (token: string) => readonly string[];
}

/** What every request may hold, besides parameters of its own. */
export interface RequestFields {
  readonly tenantDescriptor?: string | undefined;
  readonly persistToken?: string | undefined;
  readonly rateControl?: number | undefined;
  readonly transactionIdentifier?: string | undefined;
}

export interface RequestKind {
  readonly definition: MessageDefinition;
  readonly tokenPrefix: (form: OutcomeForm) => string;
  /** What the default name of its transaction begins with. */
  readonly transactionPrefix: string;
}

/** Two subscriptions of one client that share a persist token must name their transactions themselves. */
function defaultTransaction({ persistToken, tenantDescriptor }: RequestFields, prefix: string): string {
  if (persistToken === undefined) return randomTransaction();
  const name = prefix + (tenantDescriptor === undefined ? persistToken : `${tenantDescriptor}:${persistToken}`);
  return name.length <= usableTransactionLength
    ? name
    : globalThis.process.getBuiltinModule('node:crypto').createHash('sha256').update(name).digest('hex');
}

/**
 * Checks a request as the release knows it, before anything is sent. Throws `InvalidMessageError` for a wrong value and
 * for a parameter younger than the release (EO-10), `INVALID_ARGUMENT` for a transaction name that is too long (EO-11).
 */
export function checkedRequest(kind: RequestKind, request: RequestFields, release: Release): CheckedRequest {
  const { definition, tokenPrefix, transactionPrefix } = kind;
  const message = release.message(definition);
  const data = answerOf(definition);
  if (message === undefined || data === undefined) {
    throw new SdmpError('INVALID_ARGUMENT', `${release.name} has no ${definition.name}`);
  }
  const transactionIdentifier = request.transactionIdentifier ?? defaultTransaction(request, transactionPrefix);
  if (transactionIdentifier.length > usableTransactionLength) {
    const limit = String(usableTransactionLength);
    throw new SdmpError('INVALID_ARGUMENT', `transactionIdentifier must have at most ${limit} characters`);
  }
  const rate = definition.parameters.find(({ name }) => name === 'rateControl');
  if (request.rateControl !== undefined && rate !== undefined && !message.codes.has(rate.code)) {
    throw new InvalidMessageError(`rateControl came later than ${release.name}, the release this client is set to`, []);
  }
  const isVerified = definition.parameters.some(({ name }) => name === 'token');
  // Checked by the writer, member by member.
  const fields = (token: string): Fields<MessageDefinition> => ({
    ...(request as Fields<MessageDefinition>),
    transactionIdentifier,
    ...(isVerified ? { token } : {}),
  });
  const write = (token: string): readonly string[] => writeFields(message, fields(token));
  write(tokenPrefix('runs'));
  const { persistToken, rateControl } = request;
  return {
    definition,
    data,
    transactionIdentifier,
    persistToken,
    rateControl,
    isVerified,
    tokenPrefix,
    fields: write,
  };
}
