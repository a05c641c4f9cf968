import { format } from '@sdmp/codec';
import {
  acknowledgeToken,
  codeOf,
  dataFramings,
  enumerateEnd,
  type MessageDefinition,
  SdmpError,
  sessionPreferences,
  userAuthenticate,
  verifyStatus,
  writeFields,
} from '@sdmp/protocol';
import type { ClientSettings } from '../client-options.ts';
import type { CheckedRequest } from './checked-request.ts';
import type { Credentials } from './credentials.ts';

/** The frames a client writes, as its release and its framing have them. */
export class FrameWriter {
  readonly #settings: ClientSettings;

  constructor(settings: ClientSettings) {
    this.#settings = settings;
  }

  /** SP, where a data framing was chosen and the release has the message (TR-6). */
  preferences(): string | undefined {
    const { dataFraming, release } = this.#settings;
    const message = release.message(sessionPreferences);
    if (dataFraming === undefined || message === undefined) return undefined;
    const fields = writeFields<typeof sessionPreferences>(message, {
      resourceStatus: dataFramings.indexOf(dataFraming),
    });
    return this.#frame(sessionPreferences, fields);
  }

  /** UA. Releases before 10.7.128 know a user as an agent (AN). Throws `InvalidMessageError` for a password that cannot be sent. */
  authenticate({ tenantDescriptor, userIdentifier }: Credentials, password: string): string {
    const message = this.#settings.release.message(userAuthenticate);
    if (message === undefined) throw new SdmpError('INVALID_ARGUMENT', `${this.#settings.release.name} has no UA`);
    const knowsUsers = message.codes.has(codeOf(userAuthenticate, 'userIdentifier'));
    const user = knowsUsers ? { userIdentifier } : { agentIdentifier: userIdentifier };
    return this.#frame(
      userAuthenticate,
      writeFields<typeof userAuthenticate>(message, { tenantDescriptor, password, ...user }),
    );
  }

  subscribe(request: CheckedRequest, token: string): string {
    return this.#frame(request.definition, request.fields(token));
  }

  unsubscribe({ transactionIdentifier }: CheckedRequest): string {
    return this.#frame(enumerateEnd, [codeOf(enumerateEnd, 'transactionIdentifier'), transactionIdentifier]);
  }

  /** The probe that acknowledges (ACK-1). */
  acknowledge(count: number): string {
    return this.#frame(verifyStatus, [codeOf(verifyStatus, 'token'), acknowledgeToken(count)]);
  }

  #frame(definition: MessageDefinition, fields: readonly string[]): string {
    const { routed } = this.#settings;
    const address = routed
      ? { service: definition.service, interface: definition.interface }
      : { service: null, interface: null };
    return format({ ...address, code: definition.code, fields });
  }
}
