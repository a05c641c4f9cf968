import { encode, type Message, type WireEncoding } from '@sdmp/codec';
import type { Journal } from '@sdmp/journal';
import {
  codeOf,
  dialerAdvise,
  enumerateFinished,
  errorReport,
  type MessageDefinition,
  messageVerify,
  newPersistentID,
  placeCode,
  placeFormOf,
  type Release,
  type ServiceErrorName,
  serviceErrors,
  verifyStatus,
} from '@sdmp/protocol';
import type { ServerEventLog } from './server-events.ts';
import type { OutcomeSession } from './transaction.ts';

const tokenCode = codeOf(verifyStatus, 'token');
const verifyCode = codeOf(messageVerify, 'token');
const errorCode = codeOf(errorReport, 'errorCode');
const faultyMessageCode = codeOf(errorReport, 'faultyMessage');
const causeCode = codeOf(errorReport, 'message');
const persistTokenCode = codeOf(newPersistentID, 'persistentID');
const transactionCode = codeOf(enumerateFinished, 'transactionIdentifier');

const { parameters }: MessageDefinition = errorReport;
const maxCauseLength = parameters.find(({ code }) => code === causeCode)?.max ?? 0;

/** Words for MS: no separator may stand in them, and a quote at the end would read as the end of FM. */
function causeText(text: string): string {
  return text
    .replaceAll('\\', 'backslash')
    .slice(0, maxCauseLength)
    .replace(/["\s]+$/, '');
}

function errorFields(hasCause: boolean, faulty: string, error: ServiceErrorName, words?: string): readonly string[] {
  const { code, meaning } = serviceErrors[error];
  const fields = [errorCode, String(code), faultyMessageCode, faulty];
  if (hasCause) fields.push(causeCode, causeText(words ?? meaning));
  return fields;
}

/** Returns the ER that a connection gets which cannot stay; `hasCause`: whether its release knows a cause in words. Default true. */
export function refusalFrame(
  encoding: WireEncoding,
  error: ServiceErrorName,
  words?: string,
  hasCause = true,
): Uint8Array {
  const fields = errorFields(hasCause, '', error, words);
  return encode({ service: null, interface: null, code: errorReport.code, fields }, { encoding });
}

/** What the service says in answer to requests; one place for the form of every reply. */
export class Replies {
  readonly #hasCause: boolean;
  readonly #events: ServerEventLog;

  constructor(release: Release, events: ServerEventLog) {
    this.#events = events;
    this.#hasCause = release.message(errorReport)?.codes.has(causeCode) ?? false;
  }

  /** ER with the whole faulty message, and words where the release has them (ER-1, ER-2). */
  reject(session: OutcomeSession, isRouted: boolean, faulty: string, error: ServiceErrorName, words?: string): void {
    const { code, meaning } = serviceErrors[error];
    // The meaning alone: what was sent may hold anything.
    this.#events.report('requestsRejected', { address: session.remoteAddress, code, reason: meaning });
    session.rejected();
    this.#write(session, isRouted, faulty, error, words);
  }

  /** ER for a frame that was no message (ER-3, ER-4). */
  rejectFrame(session: OutcomeSession, faulty: string, error: ServiceErrorName): void {
    const { meaning } = serviceErrors[error];
    this.#events.report('framesUnreadable', { address: session.remoteAddress, reason: meaning });
    session.rejected();
    this.#write(session, false, faulty, error);
  }

  /** ER for no request, before the socket is closed. */
  farewell(session: OutcomeSession, error: ServiceErrorName, words?: string): void {
    this.#write(session, false, '', error, words);
  }

  /** The same for a socket that never became a session. */
  refusal(encoding: WireEncoding, error: ServiceErrorName, words?: string): Uint8Array {
    return refusalFrame(encoding, error, words, this.#hasCause);
  }

  #write(session: OutcomeSession, isRouted: boolean, faulty: string, error: ServiceErrorName, words?: string): void {
    session.send(errorReport, isRouted, errorFields(this.#hasCause, faulty, error, words));
  }

  /** MV, when the request bears TK. */
  verify(session: OutcomeSession, request: Message): void {
    const token = request.get(tokenCode);
    if (token !== undefined) session.send(messageVerify, request.isRouted, [verifyCode, token]);
  }

  /** MV for an EO; it names the branch of the journal whose places are to come without. */
  accept(session: OutcomeSession, request: Message, { history, end }: Pick<Journal, 'history' | 'end'>): void {
    const token = request.get(tokenCode);
    if (token === undefined) return;
    const isShort = placeFormOf(token) === 'short';
    if (isShort) session.placesBranch ??= history.nameAt(end);
    const place = isShort && session.placesBranch !== undefined ? [placeCode, session.placesBranch] : [];
    session.send(messageVerify, request.isRouted, [verifyCode, token, ...place]);
  }

  announceNewInstance(session: OutcomeSession, isRouted: boolean, persistToken: string): void {
    session.send(newPersistentID, isRouted, [persistTokenCode, persistToken]);
  }

  finish(session: OutcomeSession, isRouted: boolean, transactionIdentifier: string): void {
    session.send(enumerateFinished, isRouted, [transactionCode, transactionIdentifier]);
  }

  advise(session: OutcomeSession, isRouted: boolean): void {
    session.send(dialerAdvise, isRouted, []);
  }
}
