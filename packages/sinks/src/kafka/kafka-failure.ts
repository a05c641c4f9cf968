import { describeNetworkError } from '@sdmp/dial/errors';
import {
  AuthenticationError,
  MultipleErrors,
  type ProduceResult,
  ProtocolError,
  ResponseError,
  UserError,
} from '@platformatic/kafka';
import { SinkError, unavailable, wrongSettings } from '../sink-error.ts';

/** Errors that say of a record that it will never be taken. */
const refusals: ReadonlySet<string> = new Set([
  'MESSAGE_TOO_LARGE',
  'RECORD_LIST_TOO_LARGE',
  'INVALID_RECORD',
  'INVALID_TIMESTAMP',
  'UNSUPPORTED_FOR_MESSAGE_FORMAT',
]);

/** Errors that last until settings are changed, at the brokers or here. */
const settings: Readonly<Record<string, string>> = {
  UNKNOWN_TOPIC_OR_PARTITION: 'there is no such topic: make it',
  INVALID_TOPIC_EXCEPTION: 'the topic is none to write to: name another',
  TOPIC_AUTHORIZATION_FAILED: 'no right to write to the topic: grant it',
  CLUSTER_AUTHORIZATION_FAILED: 'no right to write idempotently: grant it',
  SASL_AUTHENTICATION_FAILED: 'the login was refused: check user name and password',
  UNSUPPORTED_SASL_MECHANISM: 'the brokers offer other mechanisms of SASL: choose one of them',
  ILLEGAL_SASL_STATE: 'the brokers want no login by SASL here, or another: check sasl and the port',
  INVALID_REQUIRED_ACKS: 'the topic does not let writers wait for all replicas: change its settings',
  POLICY_VIOLATION: 'the policy of the brokers does not allow it: change it',
};

interface ProduceAnswer {
  readonly responses: readonly {
    readonly partitionResponses: readonly { readonly index: number; readonly errorCode: number }[];
  }[];
}

/** An error and all that it was made of. */
function* within(cause: unknown): Generator<Error> {
  if (!(cause instanceof Error)) return;
  yield cause;
  if (cause instanceof MultipleErrors) for (const each of cause.errors) yield* within(each);
  yield* within(cause.cause);
}

/** What brokers answered, by Kafka's names of errors. */
function answersOf(cause: unknown): readonly string[] {
  return [...within(cause)].filter((error) => error instanceof ProtocolError).map((error) => String(error['apiId']));
}

/** Which error refused a record for good, by Kafka's name; undefined when the request is to be repeated. */
export function refusalOf(cause: unknown): string | undefined {
  return answersOf(cause).find((name) => refusals.has(name));
}

/** The partitions that took their records though the request as a whole failed. */
export function takenBeside(cause: unknown): ReadonlySet<number> {
  const taken = new Set<number>();
  for (const error of within(cause)) {
    if (error instanceof ResponseError) for (const partition of acknowledgedIn(error['response'])) taken.add(partition);
    if (error instanceof MultipleErrors) for (const partition of offsetsIn(error['produced'])) taken.add(partition);
  }
  return taken;
}

/** Of the answer of one broker: the partitions without an error. */
function acknowledgedIn(response: unknown): readonly number[] {
  const { responses = [] } = (response ?? {}) as Partial<ProduceAnswer>;
  return responses
    .flatMap(({ partitionResponses }) => partitionResponses)
    .filter(({ errorCode }) => errorCode === 0)
    .map(({ index }) => index);
}

/** Of the brokers that took everything. */
function offsetsIn(produced: unknown): readonly number[] {
  const { offsets = [] } = (produced ?? {}) as ProduceResult;
  return offsets.map(({ partition }) => partition);
}

/** What connecting or producing failed of. `where` names the brokers. */
export function kafkaFailure(cause: unknown, where: string): SinkError {
  if (cause instanceof SinkError) return cause;
  for (const name of answersOf(cause)) {
    const advice = settings[name];
    if (advice !== undefined) return wrongSettings(`${where}: ${advice} (Kafka ${name})`, { cause });
  }
  const all = [...within(cause)];
  const ours = all.find((each) => each instanceof UserError || each instanceof AuthenticationError);
  if (ours !== undefined) {
    return wrongSettings(`${where} does not let us produce (${oneLine(ours)}): check topic, tls and sasl`, { cause });
  }
  const [name] = answersOf(cause);
  if (name !== undefined) return unavailable(`${where} is busy (Kafka ${name})`, { cause });
  const reason = all.at(-1);
  return unavailable(
    `${where} cannot be reached (${reason === undefined ? String(cause) : describeNetworkError(reason)}): check the brokers and the network`,
    { cause },
  );
}

const oneLine = ({ message, name }: Error): string => (message === '' ? name : message.replaceAll(/\s+/g, ' '));
