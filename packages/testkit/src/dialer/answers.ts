import type { Message } from '@sdmp/codec';
import {
  codeOf,
  dialerAdvise,
  enumerateFinished,
  errorReport,
  type MessageDefinition,
  messageVerify,
  newPersistentID,
  quotedExcerptLength,
  separator,
  type ServiceErrorName,
  serviceErrors,
} from '@sdmp/protocol';
import type { Session } from './session.ts';

/** Service and interface in the form in which the request wrote them, which its answers repeat (EO-8). */
export type Framing = Pick<Message, 'service' | 'interface'>;

/** The framing of messages that answer no request. */
export const plainFraming: Framing = { service: null, interface: null };

const codes = {
  finished: codeOf(enumerateFinished, 'transactionIdentifier'),
  error: codeOf(errorReport, 'errorCode'),
  faulty: codeOf(errorReport, 'faultyMessage'),
  reason: codeOf(errorReport, 'message'),
  persistent: codeOf(newPersistentID, 'persistentID'),
  token: codeOf(messageVerify, 'token'),
};

const longestReason = 255;

function send(session: Session, framing: Framing, { code }: MessageDefinition, ...fields: string[]): void {
  session.send({ service: framing.service, interface: framing.interface, code, fields });
}

export function sendVerify(session: Session, framing: Framing, token: string | undefined): void {
  if (token !== undefined) send(session, framing, messageVerify, codes.token, token);
}

/** Sends a message that answers an enumeration. */
export function sendData(session: Session, framing: Framing, data: MessageDefinition, fields: readonly string[]): void {
  send(session, framing, data, ...fields);
}

export function sendAdvise(session: Session, framing: Framing): void {
  send(session, framing, dialerAdvise);
}

export function sendFinished(session: Session, framing: Framing, transaction: string): void {
  send(session, framing, enumerateFinished, codes.finished, transaction);
}

export function sendNewPersistent(session: Session, framing: Framing, persistToken: string): void {
  send(session, framing, newPersistentID, codes.persistent, persistToken);
}

/** Sends an ER with the whole faulty message, or with its start if it could not be read (ER-1, ER-4). */
export function sendError(session: Session, message: Message, name: ServiceErrorName, reason?: string): void {
  const { code, meaning } = serviceErrors[name];
  const faulty = message.code === '' ? message.text.slice(0, quotedExcerptLength) : message.text;
  const text = (reason ?? meaning).replaceAll(separator, '(backslash)').slice(0, longestReason);
  send(session, message, errorReport, codes.error, String(code), codes.faulty, faulty, codes.reason, text);
}
