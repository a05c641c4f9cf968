import type { Message } from '@sdmp/codec';
import {
  codeOf,
  enumerateEnd,
  enumerateOutcomes,
  errorCodeOf,
  identify,
  type MessageDefinition,
  type Problem,
  serviceErrors,
  sessionPreferences,
  userAuthenticate,
  verifyStatus,
} from '@sdmp/protocol';
import { handleCallReport, reportIn } from './handlers/call-report.ts';
import { handleEnumerateEnd } from './handlers/enumerate-end.ts';
import { handleEnumerateOutcomes } from './handlers/enumerate-outcomes.ts';
import { handleSessionPreferences } from './handlers/session-preferences.ts';
import { handleUserAuthenticate, refuseMalformed } from './handlers/user-authenticate.ts';
import { handleVerifyStatus } from './handlers/verify-status.ts';
import type { RequestContext, RequestHandler } from './request-context.ts';
import { maySpeakOf } from './users/tenancy.ts';
import type { OutcomeSession } from './transaction.ts';

/** Every request that is served. */
const handlers = new Map<MessageDefinition, RequestHandler>([
  [enumerateOutcomes, handleEnumerateOutcomes],
  [enumerateEnd, handleEnumerateEnd],
  [verifyStatus, handleVerifyStatus],
  [sessionPreferences, handleSessionPreferences],
]);

/** Authentication stands on the agent and the campaign interface; it is answered on both. */
const { name: authenticationName, code: authenticationCode } = userAuthenticate;

/** The same on every message that has one. */
const tenantCode = codeOf(enumerateOutcomes, 'tenantDescriptor');

/** The missing TX has the one documented code of this family, so it speaks for a message with several problems. */
function leading(problems: readonly Problem[]): Problem | undefined {
  return problems.find((problem) => errorCodeOf(problem) === serviceErrors.transactionMissing.code) ?? problems[0];
}

/** Checks a request against the catalogue and hands it to its handler. Any problem rejects all of it (EO-3). */
export function dispatch(
  context: RequestContext,
  session: OutcomeSession,
  request: Message,
): Promise<void> | undefined {
  const { counters, replies, settings } = context;
  counters.requests++;
  if (context.authenticator !== undefined && !isAllowed(session, request)) {
    replies.reject(session, request.isRouted, request.text, 'notAuthenticated');
    return undefined;
  }
  const report = settings.reports === undefined ? undefined : reportIn(request);
  if (report !== undefined) return handleCallReport(context, session, request, report);
  const { message, problems } = identify(settings.release, request, request.fields, 'toDialer');
  const problem = leading(problems);
  const isAuthentication = message?.definition.name === authenticationName;
  if (problem !== undefined || message === undefined) {
    if (isAuthentication && refuseMalformed(context, session, request, problems)) return undefined;
    const words = problems.map((each) => each.message).join('; ');
    replies.reject(session, request.isRouted, request.text, problem?.rule ?? 'unknownMessage', words);
    return undefined;
  }
  const { definition } = message;
  const handler = isAuthentication ? handleUserAuthenticate : handlers.get(definition);
  if (handler === undefined) {
    const words = `${definition.code} (${definition.name}) is not served here`;
    replies.reject(session, request.isRouted, request.text, 'notServed', words);
    return undefined;
  }
  if (!isAuthentication && !maySpeakOf(session.identity, request.get(tenantCode))) {
    replies.reject(session, request.isRouted, request.text, 'otherTenant');
    return undefined;
  }
  return handler(context, session, request);
}

/** Where users are set, a socket that has not authenticated may do that and nothing else (AU-2). Which ER it gets is ours (C). */
function isAllowed(session: OutcomeSession, request: Message): boolean {
  return session.identity !== undefined || request.code === authenticationCode;
}
