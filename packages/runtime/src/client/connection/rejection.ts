import { decode, type Message } from '@sdmp/codec';
import { codeOf, errorReport, explainError, SdmpError, serviceErrors, verifyStatus } from '@sdmp/protocol';

const codes = {
  errorCode: codeOf(errorReport, 'errorCode'),
  faultyMessage: codeOf(errorReport, 'faultyMessage'),
  message: codeOf(errorReport, 'message'),
  token: codeOf(verifyStatus, 'token'),
};

/** What an ER says. */
export interface Rejection {
  /** EC; 0 when it bears no number. */
  readonly errorCode: number;
  /** The cause in words, as far as anyone says. */
  readonly explanation: string;
  /** The message that was rejected. */
  readonly faultyMessage: Message;
  /** TK of the rejected message. */
  readonly token: string | undefined;
}

/** Reads an ER (ER-1). */
export function readRejection(report: Message): Rejection {
  const errorCode = Number(report.get(codes.errorCode) ?? 0) || 0;
  const faultyMessage = decode(report.get(codes.faultyMessage) ?? '');
  const said = report.get(codes.message);
  return {
    errorCode,
    explanation: said === undefined || said === '' ? (explainError(errorCode)?.meaning ?? 'no cause given') : said,
    faultyMessage,
    token: faultyMessage.get(codes.token),
  };
}

/** The service answered a request with an ER (CL-7). Its `code` is `REQUEST_REJECTED`. */
export class RequestRejectedError extends SdmpError {
  override readonly name = 'RequestRejectedError';
  /** EC. */
  readonly errorCode: number;
  /** The cause in words: MS, or what is known of the code. */
  readonly explanation: string;
  /** The message that was rejected, as the service repeats it. */
  readonly faultyMessage: string;

  constructor({ errorCode, explanation, faultyMessage }: Rejection) {
    super('REQUEST_REJECTED', `rejected with error ${String(errorCode)}: ${explanation} (${faultyMessage.text})`, {
      retryable: errorCode === serviceErrors.unavailable.code,
    });
    this.errorCode = errorCode;
    this.explanation = explanation;
    this.faultyMessage = faultyMessage.text;
  }
}

/** Whether an ER is of the connection, not of a request: it could not be kept, whatever is asked for (TLS-4). */
export function isOfConnection({ errorCode }: Rejection): boolean {
  return errorCode === serviceErrors.tlsExpected.code || errorCode === serviceErrors.certificateRefused.code;
}

export interface RejectedSubscription {
  /** The same request was accepted before, on a socket that died. */
  readonly isReissue: boolean;
  readonly isPersistent: boolean;
}

/**
 * Whether a rejected EO is sent again after a while. Only one that was accepted before is. The service may not have noticed
 * yet that our old socket is dead, and holds its transaction for live; a persistent one takes over instead (PS-5). Or it
 * cannot do it now, as while its disk fails, and says so.
 */
export function isPassing({ errorCode }: Rejection, { isReissue, isPersistent }: RejectedSubscription): boolean {
  if (!isReissue) return false;
  if (errorCode === serviceErrors.unavailable.code) return true;
  return !isPersistent && errorCode === serviceErrors.transactionInUse.code;
}
