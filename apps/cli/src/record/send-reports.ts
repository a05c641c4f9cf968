import { setTimeout as delay } from 'node:timers/promises';
import { decode, type Message, type WireEncoding } from '@sdmp/codec';
import { codeOf, messageVerify, SdmpError, verifyStatus } from '@sdmp/protocol';
import { formatEndpoint } from '@sdmp/terminal';
import type { OneConnection } from '../open-connection.ts';
import { rejectionOf } from '../rejection-words.ts';
import { exchange } from '../send/exchange.ts';
import type { LogIn } from '../send/log-in.ts';
import type { ReportFrame } from './reports-of.ts';

export interface ReportSending extends OneConnection {
  readonly encoding: WireEncoding;
  readonly logIn: LogIn | undefined;
}

/** How long an answer may take, milliseconds. */
const answerMs = 10_000;

/**
 * Hands reports to a service one after the other. Resolves when each is on disk there; rejects with `INVALID_ARGUMENT` and the words of the service
 * where it takes one of them not, and with `REQUEST_TIMEOUT` or `CLOSED` where it does not answer.
 */
export async function sendReports(reports: readonly ReportFrame[], sending: ReportSending): Promise<void> {
  const done = new AbortController();
  const answers = new Map(reports.map(({ token }) => [token, Promise.withResolvers<void>()]));
  const onFrame = (text: string): Promise<void> => {
    const message = decode(text);
    const rejection = rejectionOf(message);
    if (rejection !== undefined) {
      const hint = "is it 'sdmp serve --reports', or a bridge with 'reports'?";
      const words = `${formatEndpoint(sending.endpoint)} does not take the report (${rejection.words}): ${hint}`;
      return Promise.reject(new SdmpError('INVALID_ARGUMENT', words));
    }
    const token = tokenOf(message);
    if (token !== undefined) answers.get(token)?.resolve();
    return Promise.resolve();
  };
  // The next report goes out when the one before is on disk: a call has its reports in order.
  async function* inOrder(): AsyncGenerator<string> {
    for (const { frame, token } of reports) {
      yield frame;
      await Promise.race([answers.get(token)?.promise, tooLate(sending)]);
    }
    done.abort();
  }
  const signal = AbortSignal.any([sending.signal, done.signal]);
  await exchange({
    ...sending,
    messages: inOrder(),
    quietMs: answerMs,
    count: Number.POSITIVE_INFINITY,
    onFrame,
    signal,
  });
  sending.signal.throwIfAborted();
  if (!done.signal.aborted) {
    throw new SdmpError('CLOSED', `${formatEndpoint(sending.endpoint)} closed the connection before it had answered`);
  }
}

async function tooLate({ endpoint }: OneConnection): Promise<never> {
  await delay(answerMs, undefined, { ref: false });
  throw new SdmpError('REQUEST_TIMEOUT', `${formatEndpoint(endpoint)} does not answer within ${answerMs / 1000} s`);
}

function tokenOf(message: Message): string | undefined {
  return message.code === messageVerify.code ? message.get(codeOf(verifyStatus, 'token')) : undefined;
}
