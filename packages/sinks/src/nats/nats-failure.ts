import { JetStreamApiError } from '@nats-io/jetstream';
import { describeNetworkError } from '@sdmp/dial/errors';
import { errors } from '@nats-io/transport-node';
import { refused, SinkError, unavailable, wrongSettings } from '../sink-error.ts';

/** Whether no stream listens: the error may be wrapped in another. */
function isUnheard(cause: unknown): boolean {
  if (cause instanceof errors.NoRespondersError) return true;
  if (cause instanceof errors.RequestError && cause.isNoResponders()) return true;
  return cause instanceof Error && cause.cause !== undefined && isUnheard(cause.cause);
}

/** What a publication that was not acknowledged means. */
export function natsFailure(cause: unknown, where: string): SinkError {
  if (cause instanceof SinkError) return cause;
  const reason = describeNetworkError(cause);
  if (cause instanceof JetStreamApiError) {
    return cause.status >= 400 && cause.status < 500
      ? refused(`${where} refused the outcome (JetStream ${cause.code})`, { cause })
      : unavailable(`${where} is busy (JetStream ${cause.code})`, { cause });
  }
  if (isUnheard(cause)) {
    return wrongSettings(`${where}: no stream holds the subject, or JetStream is off: add the subject to a stream`);
  }
  if (cause instanceof errors.AuthorizationError || cause instanceof errors.PermissionViolationError) {
    return wrongSettings(`${where} does not let us publish (${reason}): check credentials and permissions`, { cause });
  }
  if (cause instanceof errors.InvalidArgumentError) return refused(`${where} cannot take the outcome: it is too large`);
  return unavailable(`${where} cannot be reached (${reason}): check the servers and the network`, { cause });
}
