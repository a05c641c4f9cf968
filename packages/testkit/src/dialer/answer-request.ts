import type { Message } from '@sdmp/codec';
import {
  acknowledgedCount,
  answerOf,
  codeOf,
  type CompiledMessage,
  enumerateEnd,
  enumerateOutcomes,
  enumerations,
  type Fields,
  identify,
  type MessageDefinition,
  readFields,
  release,
  sessionPreferences,
  verifyStatus,
  subscriberTokenPrefix,
} from '@sdmp/protocol';
import {
  plainFraming,
  sendAdvise,
  sendData,
  sendError,
  sendFinished,
  sendNewPersistent,
  sendVerify,
} from './answers.ts';
import { enumerationData, type Floor } from './enumeration-data.ts';
import type { Session } from './session.ts';
import type { Subscriptions } from './subscriptions.ts';

/** A request that the catalogue's rules accept. */
interface Request {
  readonly session: Session;
  readonly message: Message;
  readonly compiled: CompiledMessage;
}

type Answer = (request: Request, subscriptions: Subscriptions) => void;

const catalogue = release();

/** Reads the fields of a checked message, in which no mandatory field is missing. */
function fieldsOf<Definition extends MessageDefinition>(_: Definition, request: Request): Fields<Definition> {
  return readFields<Definition>(request.compiled, request.message.fields).fields as Fields<Definition>;
}

const answerEnumerate: Answer = (request, subscriptions) => {
  const { session, message } = request;
  const fields = fieldsOf(enumerateOutcomes, request);
  const objection = subscriptions.objection(fields);
  if (objection !== undefined) {
    sendError(session, message, objection);
    return;
  }
  if (fields.token?.startsWith(subscriberTokenPrefix)) session.acknowledge(0);
  sendVerify(session, message, fields.token);
  const { isNew, takenOver } = subscriptions.subscribe(session, fields, message);
  for (const taken of takenOver) {
    sendFinished(taken.session, plainFraming, taken.name);
    taken.session.flush();
  }
  if (isNew && fields.persistToken !== undefined) sendNewPersistent(session, message, fields.persistToken);
};

const transactionCode = codeOf(enumerateOutcomes, 'transactionIdentifier');
const tokenCode = codeOf(enumerateOutcomes, 'token');
/** Enumerations that a session may have at once. */
const maxEnumerations = 1000;

/** Accepts an enumeration and sends the present state; the simulated dialer has no changes to tell. */
const answerData =
  (floor: Floor): Answer =>
  ({ session, message, compiled }) => {
    const transaction = message.get(transactionCode) ?? '';
    if (session.enumerations.has(transaction)) return sendError(session, message, 'transactionInUse');
    if (session.enumerations.size >= maxEnumerations) return sendError(session, message, 'tooManyTransactions');
    session.enumerations.add(transaction);
    sendVerify(session, message, message.get(tokenCode));
    const data = answerOf(compiled.definition);
    for (const fields of enumerationData(message, data, floor, Date.now())) {
      if (data !== undefined) sendData(session, message, data, fields);
    }
  };

const answerEnd: Answer = (request, subscriptions) => {
  const { session, message } = request;
  const { transactionIdentifier, token } = fieldsOf(enumerateEnd, request);
  if (!session.enumerations.delete(transactionIdentifier) && !subscriptions.end(session, transactionIdentifier)) {
    sendError(session, message, 'unknownTransaction');
    return;
  }
  sendVerify(session, message, token);
  sendFinished(session, message, transactionIdentifier);
};

const answerVerify: Answer = (request) => {
  const { session, message } = request;
  const { token, verifyInterval } = fieldsOf(verifyStatus, request);
  const count = token === undefined ? undefined : acknowledgedCount(token);
  if (count !== undefined) session.acknowledge(count);
  sendVerify(session, message, token);
  if (verifyInterval === undefined) {
    sendAdvise(session, message);
    return;
  }
  session.adviseEvery(verifyInterval, () => {
    sendAdvise(session, message);
    session.flush();
  });
};

const answerPreferences: Answer = (request) => {
  sendVerify(request.session, request.message, fieldsOf(sessionPreferences, request).token);
};

const answers = new Map<MessageDefinition, Answer>([
  [enumerateOutcomes, answerEnumerate],
  [enumerateEnd, answerEnd],
  [verifyStatus, answerVerify],
  [sessionPreferences, answerPreferences],
]);

const enumerated: ReadonlySet<MessageDefinition> = new Set(enumerations);

/** Performs a client's request, or rejects it with an ER. */
export function answerRequest(session: Session, message: Message, subscriptions: Subscriptions, floor: Floor): void {
  const { message: compiled, problems } = identify(catalogue, message, message.fields, 'toDialer');
  const [problem] = problems;
  if (compiled === undefined) {
    sendError(session, message, 'unknownMessage');
    return;
  }
  const { definition } = compiled;
  const answer = enumerated.has(definition) ? answerData(floor) : answers.get(definition);
  if (answer === undefined) sendError(session, message, 'notServed');
  else if (problem !== undefined) sendError(session, message, problem.rule, problem.message);
  else answer({ session, message, compiled }, subscriptions);
}
