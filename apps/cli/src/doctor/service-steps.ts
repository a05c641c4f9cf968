import {
  enumerateOutcomes,
  errorReport,
  type ParameterDefinition,
  serviceErrors,
  sessionPreferences,
  userStatus,
} from '@sdmp/protocol';
import { AuthenticationRefusedError, defaultClientLimits } from '@sdmp/runtime';
import type { Message } from '@sdmp/codec';
import { describeError } from '@sdmp/terminal';
import { formatDuration } from '../screen/format-duration.ts';
import type { LogIn } from '../send/log-in.ts';
import type { Conversation } from '../conversation.ts';
import { rejectionOf } from '../rejection-words.ts';
import type { Request, Requests } from './requests.ts';
import { failed, ok, type Step, type StepName, warning } from './step.ts';

/** What the steps that talk to a service need. */
export interface Talk {
  readonly conversation: Conversation;
  readonly requests: Requests;
  /** How long an answer may take, milliseconds. */
  readonly timeoutMs: number;
  /** Returns a signal that is aborted when the time of one answer is over. */
  readonly limit: (atLeastMs?: number) => AbortSignal;
}

const heartbeats = 3;
const silent = 'the link may be dead, or the service hangs: look into its log';

export function ask({ conversation, limit }: Talk, { frame, isAnswer }: Request): Promise<Message | undefined> {
  conversation.send(frame);
  return conversation.next(isAnswer, limit());
}

/** The step of a request that was not answered. */
function unanswered({ conversation, timeoutMs }: Talk, step: StepName, what: string): Step {
  const found = conversation.isClosed
    ? `the connection was closed instead of an answer to ${what}`
    : `no answer to ${what} within ${formatDuration(timeoutMs)}`;
  return failed(step, found, silent);
}

export async function authenticationStep(talk: Talk, logIn: LogIn | undefined, greeting: Message): Promise<Step> {
  const step = 'authentication';
  if (logIn === undefined) {
    return rejectionOf(greeting)?.code === serviceErrors.notAuthenticated.code
      ? failed(step, 'the service asks for a login', 'give --user and --password-file')
      : ok(step, 'not asked for');
  }
  talk.conversation.send(logIn.frame);
  try {
    const answers: ReadonlySet<string> = new Set([userStatus.code, errorReport.code]);
    const limit = talk.limit(defaultClientLimits.authenticationTimeoutMs);
    const answer = await talk.conversation.next(({ code }) => answers.has(code), limit);
    // Throws when it is a no.
    if (answer !== undefined) logIn.isDone(answer.text);
    return answer === undefined ? unanswered(talk, step, 'UA') : ok(step, 'the login was accepted');
  } catch (error) {
    if (!(error instanceof AuthenticationRefusedError)) throw error;
    return failed(step, describeError(error), 'check user, password and --user-tenant');
  }
}

/** Subscribes and ends the subscription; outcomes that come meanwhile are not printed. */
export async function subscriptionStep(talk: Talk): Promise<Step> {
  const answer = await ask(talk, talk.requests.subscribe());
  if (answer === undefined) return unanswered(talk, 'EO', 'EO');
  const rejection = rejectionOf(answer);
  if (rejection !== undefined) {
    return failed('EO', `rejected with ${rejection.words}`, `'sdmp explain error ${rejection.code}' has more`);
  }
  const ended = await ask(talk, talk.requests.end());
  if (ended === undefined) return unanswered(talk, 'EO', 'EE');
  const objection = rejectionOf(ended);
  if (objection === undefined) return ok('EO', 'a subscription is accepted, and ends');
  return warning('EO', `accepted; its end was rejected with ${objection.words}`, 'subscriptions may outlive their use');
}

/** Asks for what came with a release, oldest first; what is accepted tells the release at least. */
export async function releaseStep(talk: Talk): Promise<Step> {
  const parameters: readonly ParameterDefinition[] = enumerateOutcomes.parameters;
  const probes = [
    [parameters.find(({ name }) => name === 'rateControl')?.since, talk.requests.subscribeWithRate(), true],
    [sessionPreferences.since, talk.requests.preferences(), false],
  ] as const;
  let known: string | undefined;
  for (const [since = '', probe, isSubscription] of probes) {
    const answer = await ask(talk, probe);
    if (answer === undefined) return unanswered(talk, 'release', 'what a newer release knows');
    if (rejectionOf(answer) !== undefined) {
      const found = `older than ${since}${known === undefined ? '' : `, ${known} at least`}`;
      return warning('release', found, `give --release ${known ?? 'with its number'}, so that nothing younger is sent`);
    }
    known = since;
    if (isSubscription) await ask(talk, talk.requests.end());
  }
  return ok('release', `${known ?? 'unknown'} or newer`);
}

export async function heartbeatStep(talk: Talk): Promise<Step> {
  const times: number[] = [];
  for (let beat = 1; beat <= heartbeats; beat++) {
    const sentAt = performance.now();
    const answer = await ask(talk, talk.requests.heartbeat(beat));
    if (answer === undefined) return unanswered(talk, 'heartbeat', 'VS');
    times.push(performance.now() - sentAt);
    const rejection = rejectionOf(answer);
    if (rejection !== undefined) {
      return failed('heartbeat', `VS was rejected with ${rejection.words}`, 'a dead link would go unnoticed');
    }
  }
  return ok('heartbeat', `VS is answered in ${Math.min(...times).toFixed(1)} to ${Math.max(...times).toFixed(1)} ms`);
}
