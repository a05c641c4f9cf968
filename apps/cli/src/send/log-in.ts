import { decode, format } from '@sdmp/codec';
import { codeOf, InvalidMessageError, typedMessage, userAuthenticate, userStatus, userStatuses } from '@sdmp/protocol';
import { AuthenticationRefusedError } from '@sdmp/runtime/client';
import { InvalidArgumentError } from 'commander';
import type { ReadCredentials } from '../credentials-option.ts';
import { rejectionOf } from '../rejection-words.ts';

/** What is sent before anything else, and how its answer is told from other frames. */
export interface LogIn {
  readonly frame: string;
  /** Whether the frame answers it. Throws `AuthenticationRefusedError` when that is a no. */
  readonly isDone: (frame: string) => boolean;
}

const statusCode = codeOf(userStatus, 'resourceStatus');

/** UA for these credentials. An ER is not repeated: it holds the password. */
export function logIn(credentials: ReadCredentials): LogIn {
  return {
    frame: frameOf(credentials),
    isDone: (text) => {
      const message = decode(text);
      const rejection = rejectionOf(message);
      if (rejection !== undefined) {
        throw new AuthenticationRefusedError(credentials, { words: rejection.words, errorCode: rejection.code });
      }
      if (message.code !== userStatus.code) return false;
      const status = Number(message.get(statusCode));
      if (status !== userStatuses.authenticated.code) throw AuthenticationRefusedError.byStatus(credentials, status);
      return true;
    },
  };
}

function frameOf(credentials: ReadCredentials): string {
  try {
    const { fields, code } = typedMessage(userAuthenticate).build({ ...credentials });
    return format({ service: null, interface: null, code, fields });
  } catch (error) {
    // Its text repeats no value.
    if (error instanceof InvalidMessageError) throw new InvalidArgumentError(`Credentials: ${error.message}`);
    throw error;
  }
}
