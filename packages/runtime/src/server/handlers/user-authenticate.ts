import type { Message } from '@sdmp/codec';
import {
  codeOf,
  type MessageDefinition,
  type Problem,
  userAuthenticate,
  userStatus,
  userStatuses,
} from '@sdmp/protocol';
import { campaignUserStatus } from '@sdmp/protocol/messages';
import type { RequestContext, RequestHandler } from '../request-context.ts';
import type { Identity } from '../users/authenticator.ts';
import { isSameUser } from '../users/tenancy.ts';
import type { OutcomeSession } from '../transaction.ts';

const codes = {
  agentIdentifier: codeOf(userAuthenticate, 'agentIdentifier'),
  checkAuthentication: codeOf(userAuthenticate, 'checkAuthentication'),
  password: codeOf(userAuthenticate, 'password'),
  tenantDescriptor: codeOf(userAuthenticate, 'tenantDescriptor'),
  userIdentifier: codeOf(userAuthenticate, 'userIdentifier'),
};

const answerCodes = {
  tenantDescriptor: codeOf(userStatus, 'tenantDescriptor'),
  agentIdentifier: codeOf(userStatus, 'agentIdentifier'),
  resourceStatus: codeOf(userStatus, 'resourceStatus'),
  permissionFlags: codeOf(userStatus, 'permissionFlags'),
};

/** UA: who the socket is from now on, or with CK whether someone's password is right (AU-1). Answered by US. */
export const handleUserAuthenticate: RequestHandler = (context, session, request) => {
  const { authenticator, replies } = context;
  const name = userOf(request);
  if (authenticator === undefined) {
    replies.reject(session, request.isRouted, request.text, 'authenticationOff');
    return undefined;
  }
  if (name === undefined) {
    const words = `${codes.userIdentifier} or ${codes.agentIdentifier} must name the user`;
    replies.reject(session, request.isRouted, request.text, 'missingParameter', words);
    return undefined;
  }
  const tenant = request.get(codes.tenantDescriptor) ?? '';
  const isForSocket = !request.has(codes.checkAuthentication);
  if (isForSocket && context.certificates?.allows(session, { tenant, name }) === false) {
    const who = 'another user than its certificate names';
    context.settings.events.report('authenticationsFailed', { who, address: session.remoteHost });
    refuse(context, session, request, 'badPassword');
    return undefined;
  }
  const attempt = {
    tenant,
    name,
    password: request.get(codes.password) ?? '',
    address: session.remoteHost,
    isWanted: () => session.isOpen,
  };
  return authenticator.check(attempt).then((verdict) => {
    if (verdict === 'unavailable') {
      const words = 'Too many authentications at once; try again';
      replies.reject(session, request.isRouted, request.text, 'unavailable', words);
    } else if (typeof verdict === 'string') {
      const { hideUnknownUsers } = context.settings;
      refuse(context, session, request, verdict === 'noSuchUser' && hideUnknownUsers ? 'badPassword' : verdict);
    } else {
      accept(context, session, request, verdict);
    }
  });
};

/**
 * Answers a malformed UA by US when it names a user. Returns false when it names none, or when the service has no users:
 * the request is then rejected like all others.
 */
export function refuseMalformed(
  context: RequestContext,
  session: OutcomeSession,
  request: Message,
  problems: readonly Problem[],
): boolean {
  const isWrong = (code: string): boolean => problems.some((problem) => problem.code === code);
  const tenant = request.get(codes.tenantDescriptor);
  const name = userOf(request);
  if (context.authenticator === undefined || tenant === undefined || name === undefined) return false;
  if (isWrong(codes.tenantDescriptor) || isTooLong(name)) return false;
  context.settings.events.report('authenticationsFailed', {
    who: 'a user of no valid form',
    address: session.remoteHost,
  });
  refuse(context, session, request, 'malformed');
  return true;
}

const { parameters }: MessageDefinition = userStatus;
const longestName = parameters.find(({ code }) => code === answerCodes.agentIdentifier)?.max ?? 0;

function isTooLong(name: string): boolean {
  return name === '' || name.length > longestName;
}

/** QI names a user; before it came, AN did. */
function userOf(request: Message): string | undefined {
  return request.get(codes.userIdentifier) ?? request.get(codes.agentIdentifier);
}

function refuse(
  context: RequestContext,
  session: OutcomeSession,
  request: Message,
  status: 'noSuchUser' | 'badPassword' | 'malformed',
): void {
  session.failedToAuthenticate();
  answer(context, session, request, userStatuses[status].code, 0);
}

function accept(context: RequestContext, session: OutcomeSession, request: Message, identity: Identity): void {
  context.counters.authenticationsSucceeded++;
  if (!request.has(codes.checkAuthentication)) {
    if (!isSameUser(session.identity, identity)) endTransactions(context, session);
    session.identity = identity;
  }
  answer(context, session, request, userStatuses.authenticated.code, identity.permissionFlags);
}

/** What another user asked for on this socket is not for this one: it parks, or ends, as with its socket. */
function endTransactions({ registry, replies, claims }: RequestContext, session: OutcomeSession): void {
  for (const transaction of session.transactions) {
    registry.park(transaction);
    replies.finish(session, transaction.isRouted, transaction.identifier);
  }
  claims?.settle();
}

function answer(
  context: RequestContext,
  session: OutcomeSession,
  request: Message,
  status: number,
  flags: number,
): void {
  context.replies.verify(session, request);
  const reply = request.interface === campaignUserStatus.interface ? campaignUserStatus : userStatus;
  session.send(reply, request.isRouted, [
    answerCodes.tenantDescriptor,
    request.get(codes.tenantDescriptor) ?? '',
    answerCodes.agentIdentifier,
    userOf(request) ?? '',
    answerCodes.resourceStatus,
    String(status),
    answerCodes.permissionFlags,
    String(flags),
  ]);
}
