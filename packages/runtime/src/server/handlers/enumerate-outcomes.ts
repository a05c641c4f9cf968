import type { Message } from '@sdmp/codec';
import type { RecordFilter } from '@sdmp/journal';
import { classesWanted } from '@sdmp/outcomes';
import {
  codeOf,
  enumerateOutcomes,
  isPermitted,
  placeFormOf,
  runTokenPrefix,
  subscriberTokenPrefix,
} from '@sdmp/protocol';
import type { RequestContext, RequestHandler } from '../request-context.ts';
import { canWriteRuns } from '../run-writer.ts';
import type { OutcomeSession, TransactionRequest } from '../transaction.ts';
import type { Subscribed } from '../registry-answers.ts';
import type { TokenLimitReached } from '../token-counts.ts';
import { tenantScope } from '../users/tenancy.ts';

const codes = {
  campaignName: codeOf(enumerateOutcomes, 'campaignName'),
  rateControl: codeOf(enumerateOutcomes, 'rateControl'),
  failureOutcomes: codeOf(enumerateOutcomes, 'failureOutcomes'),
  managementOutcomes: codeOf(enumerateOutcomes, 'managementOutcomes'),
  persistToken: codeOf(enumerateOutcomes, 'persistToken'),
  successOutcomes: codeOf(enumerateOutcomes, 'successOutcomes'),
  tenantDescriptor: codeOf(enumerateOutcomes, 'tenantDescriptor'),
  token: codeOf(enumerateOutcomes, 'token'),
  transactionIdentifier: codeOf(enumerateOutcomes, 'transactionIdentifier'),
};

/** EO: subscribes to outcomes. */
export const handleEnumerateOutcomes: RequestHandler = (context, session, request) => {
  const { registry, replies, settings } = context;
  const wanted = readRequest(session, request);
  const tenant = wanted.filter.tenant ?? '';
  const persistToken = request.get(codes.persistToken);
  if (request.has(codes.managementOutcomes) && !isCampaignManager(session)) {
    const words = `${codes.managementOutcomes} is for sessions that authenticated as Campaign Manager`;
    replies.reject(session, request.isRouted, request.text, 'notPermitted', words);
    return undefined;
  }
  if (registry.conflicting(session, wanted.transactionIdentifier, tenant, persistToken) !== undefined) {
    replies.reject(session, request.isRouted, request.text, 'transactionInUse');
    return undefined;
  }
  if (session.transactions.size >= settings.maxTransactionsPerSession) {
    const words = `This socket has ${settings.maxTransactionsPerSession} transactions, which is the limit`;
    replies.reject(session, request.isRouted, request.text, 'tooManyTransactions', words);
    return undefined;
  }
  if (request.get(codes.token)?.startsWith(subscriberTokenPrefix)) session.acknowledge(0);
  if (persistToken === undefined) {
    const transaction = registry.subscribe(session, wanted);
    replies.accept(session, request, settings.journal);
    context.startDelivery(transaction);
    return undefined;
  }
  const { claims } = context;
  if (claims === undefined || claims.holds(tenant, persistToken)) {
    return subscribePersistent(context, session, request, wanted, persistToken);
  }
  return claims.take(tenant, persistToken).then(
    () => {
      if (session.isOpen) return subscribePersistent(context, session, request, wanted, persistToken);
      claims.settle();
      return undefined;
    },
    (cause: unknown) => {
      settings.events.report('tokensNotClaimed', { token: persistToken, cause });
      replies.reject(session, request.isRouted, request.text, 'unavailable', 'The token cannot be claimed; try again');
    },
  );
};

/** The token is this service's to serve. */
function subscribePersistent(
  context: RequestContext,
  session: OutcomeSession,
  request: Message,
  wanted: TransactionRequest,
  persistToken: string,
): Promise<void> | undefined {
  const { registry, replies } = context;
  const tenant = wanted.filter.tenant ?? '';
  if (registry.conflicting(session, wanted.transactionIdentifier, tenant, persistToken) !== undefined) {
    replies.reject(session, request.isRouted, request.text, 'transactionInUse');
    return undefined;
  }
  const hindering = registry.hindering(session, wanted.transactionIdentifier, tenant, persistToken);
  if (hindering !== undefined) {
    refuseToken(context, session, request, hindering);
    return undefined;
  }
  const rate = request.get(codes.rateControl);
  const subscribed = registry.subscribePersistent(
    session,
    wanted,
    tenant,
    persistToken,
    rate === undefined ? undefined : Number(rate),
  );
  for (const lost of subscribed.takenOver) replies.finish(lost.session, lost.isRouted, lost.identifier);
  if (subscribed.isReplacement) {
    replies.accept(session, request, context.settings.journal);
    context.saver.mark(subscribed.transaction);
    return undefined;
  }
  return answerWhenSaved(context, session, request, subscribed, persistToken);
}

function refuseToken(
  { settings, replies, claims }: RequestContext,
  session: OutcomeSession,
  request: Message,
  { whose, limit }: TokenLimitReached,
): void {
  const who = whose === 'user' && session.identity === undefined ? 'address' : whose;
  settings.events.report('tokensRefused', { address: session.remoteAddress, who, limit });
  const words = `This ${who} has ${limit} persist tokens, which is the limit`;
  replies.reject(session, request.isRouted, request.text, 'tooManyTokens', words);
  claims?.settle();
}

/** A user with all permissions is a Campaign Manager: nothing else tells it from other users (EO-7). */
function isCampaignManager({ identity }: OutcomeSession): boolean {
  return identity !== undefined && isPermitted(identity.permissionFlags, 'campaignAdmin');
}

function readRequest(session: OutcomeSession, request: Message): TransactionRequest {
  const campaign = request.get(codes.campaignName);
  const tenant = request.get(codes.tenantDescriptor) ?? tenantScope(session.identity);
  const filter: RecordFilter = {
    classes: classesWanted({
      successOutcomes: request.has(codes.successOutcomes),
      failureOutcomes: request.has(codes.failureOutcomes),
      managementOutcomes: request.has(codes.managementOutcomes),
    }),
    ...(campaign === undefined ? {} : { campaign }),
    ...(tenant === undefined ? {} : { tenant }),
  };
  const token = request.get(codes.token) ?? '';
  return {
    transactionIdentifier: request.get(codes.transactionIdentifier) ?? '',
    filter,
    isRouted: request.isRouted,
    places: placeFormOf(token),
    takesRuns: canWriteRuns(session.encoding) && token.startsWith(runTokenPrefix),
  };
}

/** A token that the client believes in must survive a crash: nothing is promised before it is on disk. */
async function answerWhenSaved(
  context: RequestContext,
  session: OutcomeSession,
  request: Message,
  { transaction, isNewInstance, saves, removes }: Subscribed,
  persistToken: string,
): Promise<void> {
  const { settings, registry, replies } = context;
  try {
    await settings.journal.cursors.save(saves);
    if (removes.length > 0) await settings.journal.cursors.remove(removes);
  } catch (cause) {
    settings.events.report('tokensNotSaved', { token: persistToken, cause });
    if (transaction.isAttached) registry.park(transaction);
    replies.reject(session, request.isRouted, request.text, 'unavailable', 'The position cannot be saved; try again');
    return;
  }
  if (!transaction.isAttached) return;
  replies.accept(session, request, settings.journal);
  if (isNewInstance) replies.announceNewInstance(session, request.isRouted, persistToken);
  context.startDelivery(transaction);
}
