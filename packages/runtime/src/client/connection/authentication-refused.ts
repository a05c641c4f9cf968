import { explainUserStatus, SdmpError } from '@sdmp/protocol';
import type { Credentials } from './credentials.ts';
import type { Rejection } from './rejection.ts';

type Who = Pick<Credentials, 'tenantDescriptor' | 'userIdentifier'>;

interface Cause {
  readonly words: string;
  readonly resourceStatus?: number;
  readonly errorCode?: number;
}

/** The service does not take the user of a client (AU-1). Its `code` is `AUTHENTICATION_REFUSED`; it holds no password. */
export class AuthenticationRefusedError extends SdmpError {
  override readonly name = 'AuthenticationRefusedError';
  /** RS of the US; undefined when there was none. */
  readonly resourceStatus: number | undefined;
  /** EC of the ER; undefined when there was none. */
  readonly errorCode: number | undefined;

  constructor({ tenantDescriptor, userIdentifier }: Who, { words, resourceStatus, errorCode }: Cause) {
    super(
      'AUTHENTICATION_REFUSED',
      `user ${userIdentifier} of tenant ${tenantDescriptor} cannot authenticate: ${words}`,
    );
    this.resourceStatus = resourceStatus;
    this.errorCode = errorCode;
  }

  static byStatus(who: Who, resourceStatus: number): AuthenticationRefusedError {
    const meaning = explainUserStatus(resourceStatus) ?? 'refused for a reason that is not known';
    return new AuthenticationRefusedError(who, { words: `${meaning} (status ${resourceStatus})`, resourceStatus });
  }

  /** Not with the rejected message, which holds the password. */
  static byRejection(who: Who, { errorCode, explanation }: Rejection): AuthenticationRefusedError {
    return new AuthenticationRefusedError(who, { words: `${explanation} (error ${errorCode})`, errorCode });
  }
}
