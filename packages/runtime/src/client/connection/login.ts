import { decode, encodeFrame, encodeText, type Message, streamDecoder, type WireEncoding } from '@sdmp/codec';
import {
  codeOf,
  errorReport,
  serviceErrors,
  type SdmpError,
  userStatus,
  userStatuses,
  wholeNumber,
} from '@sdmp/protocol';
import { AuthenticationRefusedError } from './authentication-refused.ts';
import type { Connection } from './connection.ts';
import type { Credentials } from './credentials.ts';
import type { FrameRun } from './frame-run.ts';
import type { FrameWriter } from './frame-writer.ts';
import { readRejection } from './rejection.ts';

/** What becomes of a login; one of the first three is told, once. */
export interface LoginHost {
  readonly authenticated: () => void;
  readonly refused: (error: SdmpError) => void;
  /** It may go better the next time. */
  readonly failed: (reason: string) => void;
  readonly unexpected: (message: Message) => void;
}

export interface LoginParts {
  readonly credentials: Credentials;
  readonly connection: Connection;
  readonly encoding: WireEncoding;
  readonly frames: FrameWriter;
  readonly host: LoginHost;
}

/** ER that may not come again: the service is busy, or the certificate of this client can be renewed. */
const passingErrors: ReadonlySet<number> = new Set([
  serviceErrors.unavailable.code,
  serviceErrors.certificateRefused.code,
]);

const statusCode = codeOf(userStatus, 'resourceStatus');

/** The conversation before any other on a connection: UA, and the US that answers it (CL-3). */
export class Login {
  readonly #parts: LoginParts;
  #isOver = false;

  constructor(parts: LoginParts) {
    this.#parts = parts;
  }

  /** Asks for the password and writes UA. */
  start(): void {
    const { password } = this.#parts.credentials;
    if (typeof password === 'string') {
      this.#write(password);
      return;
    }
    // What it throws in place of rejecting is a rejection too.
    Promise.resolve()
      .then(password)
      .then(
        (read) => this.#write(read),
        (cause: unknown) => {
          const why = cause instanceof Error ? cause.message : String(cause);
          this.#end((host) => host.failed(`the password cannot be had: ${why}`));
        },
      );
  }

  /** Nothing is told any more. */
  stop(): void {
    this.#isOver = true;
  }

  frames(run: FrameRun): void {
    for (let at = 0; at < run.count; at++) this.#receive(decode(run.frame(at)));
  }

  #receive(message: Message): void {
    if (this.#isOver) {
      this.#parts.host.unexpected(message);
      return;
    }
    if (message.code === userStatus.code) this.#answered(message);
    else if (message.code === errorReport.code) this.#rejected(message);
    else this.#parts.host.unexpected(message);
  }

  #answered(message: Message): void {
    const { credentials } = this.#parts;
    const status = wholeNumber(message.get(statusCode) ?? '');
    this.#end((host) => {
      if (status === userStatuses.authenticated.code) host.authenticated();
      else if (Number.isNaN(status)) host.failed('the answer to the authentication cannot be read');
      else host.refused(AuthenticationRefusedError.byStatus(credentials, status));
    });
  }

  #rejected(message: Message): void {
    const { credentials } = this.#parts;
    const rejection = readRejection(message);
    this.#end((host) => {
      if (passingErrors.has(rejection.errorCode)) host.failed(rejection.explanation);
      else host.refused(AuthenticationRefusedError.byRejection(credentials, rejection));
    });
  }

  #write(password: string): void {
    if (this.#isOver) return;
    const { connection, credentials, encoding, frames } = this.#parts;
    try {
      const frame = frames.authenticate(credentials, password);
      if (!survives(frame, encoding)) throw new RangeError(`it holds a character that ${encoding} has not`);
      connection.write(encodeFrame(frame, { encoding }));
    } catch (error) {
      // Neither the message of the codec nor that of the catalogue repeats a value.
      const why = error instanceof Error ? error.message : String(error);
      const words = `user, tenant or password cannot be sent: ${why}`;
      this.#end((host) => host.refused(new AuthenticationRefusedError(credentials, { words })));
    }
  }

  #end(tell: (host: LoginHost) => void): void {
    if (this.#isOver) return;
    this.#isOver = true;
    tell(this.#parts.host);
  }
}

/** Whether the other side can read what was written. */
function survives(frame: string, encoding: WireEncoding): boolean {
  return streamDecoder(encoding)(encodeText(frame, encoding)) === frame;
}
