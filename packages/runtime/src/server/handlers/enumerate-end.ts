import { codeOf, enumerateEnd } from '@sdmp/protocol';
import type { RequestHandler } from '../request-context.ts';
import { tenantScope } from '../users/tenancy.ts';

const transactionCode = codeOf(enumerateEnd, 'transactionIdentifier');
const tenantCode = codeOf(enumerateEnd, 'tenantDescriptor');

/** EE: ends a transaction of this socket or a parked one, and forgets its position. */
export const handleEnumerateEnd: RequestHandler = (context, session, request) => {
  const { registry, replies, settings } = context;
  const transactionIdentifier = request.get(transactionCode) ?? '';
  const tenant = request.get(tenantCode) ?? tenantScope(session.identity);
  const ended = registry.end(session, transactionIdentifier, tenant);
  if (ended === undefined) {
    replies.reject(session, request.isRouted, request.text, 'unknownTransaction');
    return undefined;
  }
  const finish = (): void => {
    replies.verify(session, request);
    replies.finish(session, request.isRouted, transactionIdentifier);
  };
  if (ended.removes.length === 0) {
    finish();
    return undefined;
  }
  return settings.journal.cursors.remove(ended.removes).then(finish, (cause: unknown) => {
    settings.events.report('positionsNotForgotten', { transaction: transactionIdentifier, cause });
    replies.reject(
      session,
      request.isRouted,
      request.text,
      'unavailable',
      'The position cannot be forgotten; try again',
    );
  });
};
