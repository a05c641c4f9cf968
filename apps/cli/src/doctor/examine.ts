import { randomBytes } from 'node:crypto';
import type { WireEncoding } from '@sdmp/codec';
import type { TlsDialOptions } from '@sdmp/dial';
import type { Endpoint } from '@sdmp/terminal';
import type { LogIn } from '../send/log-in.ts';
import { clockStep } from './clock-step.ts';
import { Conversation } from '../conversation.ts';
import { encodingStep, framingStep, plainToTlsStep } from './language-steps.ts';
import { connectStep, reach, resolveStep, tlsStep } from './reach.ts';
import { requestsOf } from './requests.ts';
import { authenticationStep, heartbeatStep, releaseStep, subscriptionStep, type Talk } from './service-steps.ts';
import { ok, skipped, type Step, stepNames } from './step.ts';

export interface Examination {
  readonly endpoint: Endpoint;
  readonly encoding: WireEncoding;
  /** Undefined: plain TCP. */
  readonly tls: TlsDialOptions | undefined;
  readonly logIn: LogIn | undefined;
  /** How long each connection and each answer may take, milliseconds. */
  readonly timeoutMs: number;
  /** Ends the examination. */
  readonly signal: AbortSignal;
}

/** Yields what each step finds; behind one that failed, what depends on it is skipped. Rejects when aborted. */
export async function* examine(examination: Examination): AsyncGenerator<Step> {
  const seen = new Set<string>();
  let failure: string | undefined;
  for await (const step of steps(examination)) {
    examination.signal.throwIfAborted();
    seen.add(step.step);
    if (step.state === 'failed') failure ??= step.step;
    yield step;
  }
  for (const name of stepNames) {
    if (!seen.has(name)) yield skipped(name, `not looked at, because ${failure ?? 'a step'} failed`);
  }
}

async function* steps(examination: Examination): AsyncGenerator<Step> {
  const { endpoint, encoding, tls, logIn, timeoutMs, signal } = examination;
  const limit = (atLeastMs = 0): AbortSignal =>
    AbortSignal.any([signal, AbortSignal.timeout(Math.max(timeoutMs, atLeastMs))]);
  const resolved = await resolveStep(endpoint);
  yield resolved;
  if (resolved.state === 'failed') return;
  const plain = await reach(endpoint, undefined, limit(), timeoutMs);
  if ('step' in plain) {
    yield plain.step;
    return;
  }
  yield connectStep(plain.socket, plain.tookMs);
  if (tls !== undefined) plain.socket.destroy();
  const secure = tls === undefined ? plain : await reach(endpoint, tls, limit(), timeoutMs);
  if ('step' in secure) {
    yield { ...secure.step, step: 'TLS' };
    return;
  }
  const conversation = new Conversation(secure.socket, encoding);
  try {
    yield* talk({ conversation, requests: requestsOf(randomBytes(4).toString('hex')), timeoutMs, limit });
  } finally {
    conversation.close();
  }

  async function* talk(parts: Talk): AsyncGenerator<Step> {
    const greet = parts.requests.heartbeat(0);
    conversation.send(greet.frame);
    await conversation.anything(limit());
    const misled = tls === undefined ? plainToTlsStep(conversation) : undefined;
    yield misled ?? ('socket' in secure ? tlsStep(secure.socket) : ok('TLS', 'none'));
    if (misled !== undefined) return;
    const isOtherAnswered = conversation.first.length === 0 && (await answersOtherwise(greet.frame));
    const encoded = encodingStep({ encoding, conversation, isOtherAnswered, timeoutMs });
    yield encoded;
    if (encoded.state === 'failed') return;
    const greeting = await conversation.next(() => true, limit());
    const framed = framingStep(greeting, conversation, encoding);
    yield framed;
    if (framed.state === 'failed' || greeting === undefined) return;
    const authenticated = await authenticationStep(parts, logIn, greeting);
    yield authenticated;
    if (authenticated.state === 'failed') return;
    for (const step of [subscriptionStep, releaseStep, heartbeatStep]) {
      const found = await step(parts);
      yield found;
      // What was not answered would be waited for again and again.
      if (found.state === 'failed' && found.found.startsWith('no answer')) return;
    }
    yield await clockStep(parts);
  }

  /** Whether a service that says nothing in this encoding answers in the other. */
  async function answersOtherwise(frame: string): Promise<boolean> {
    const other = encoding === 'utf-16le' ? 'windows-1252' : 'utf-16le';
    const again = await reach(endpoint, tls, limit(), timeoutMs);
    if ('step' in again) return false;
    const second = new Conversation(again.socket, other);
    second.send(frame);
    const isAnswered = await second.anything(limit());
    second.close();
    return isAnswered;
  }
}
