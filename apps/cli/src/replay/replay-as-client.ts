import { decode, type Message } from '@sdmp/codec';
import type { Terminal } from '@sdmp/terminal';
import { readCapture } from '../capture/open-capture.ts';
import { Conversation } from '../conversation.ts';
import { type OneConnection, openConnection } from '../open-connection.ts';
import { tokenCode } from './learned-names.ts';
import type { Pace } from './pace.ts';
import type { Replay, ReplaySummary } from './replay.ts';

export interface ClientReplay extends Replay, OneConnection {
  /** How long an answer may take, and what comes after the last frame, milliseconds. */
  readonly waitMs: number;
}

/** Sends what applications sent, each on a connection of its own, behind the answers that came then. */
export async function replayAsClient(replay: ClientReplay, pace: Pace, terminal: Terminal): Promise<ReplaySummary> {
  const { file, encoding, endpoint, tls, waitMs, signal } = replay;
  const open = new Map<number, Conversation>();
  const all: Conversation[] = [];
  const summary = { connections: 0, sent: 0, captured: 0, received: 0, unanswered: 0, omitted: 0 };
  try {
    for await (const event of readCapture(file, terminal)) {
      const { connection, to } = event;
      if (to === 'client') {
        if (event.frame !== undefined) summary.captured += 1;
        const answer = event.frame === undefined ? undefined : decode(event.frame).get(tokenCode);
        const conversation = open.get(connection);
        if (answer === undefined || conversation === undefined) continue;
        const isAnswer = (message: Message): boolean => message.get(tokenCode) === answer;
        const limit = AbortSignal.any([signal, AbortSignal.timeout(waitMs)]);
        if ((await conversation.next(isAnswer, limit)) === undefined) summary.unanswered += 1;
        continue;
      }
      await pace.until(event.ms);
      if (event.event === 'opened') {
        const socket = await openConnection({ endpoint, tls, signal });
        const conversation = new Conversation(socket, encoding);
        open.set(connection, conversation);
        all.push(conversation);
        summary.connections += 1;
      } else if (event.event === 'closed') {
        open.get(connection)?.end();
        open.delete(connection);
      } else if (event.frame !== undefined) {
        open.get(connection)?.send(event.frame);
        summary.sent += 1;
      } else if (event.bytes !== undefined) open.get(connection)?.sendBytes(Buffer.from(event.bytes, 'base64'));
      else summary.omitted += 1;
    }
    for (const conversation of open.values()) await conversation.quiet(waitMs, signal);
  } finally {
    for (const conversation of all) {
      summary.received += conversation.received;
      conversation.close();
    }
  }
  return summary;
}
