import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { decode, format, type Message } from '@sdmp/codec';
import { messageVerify, verifyStatus } from '@sdmp/protocol';
import type { TlsListenOptions } from '@sdmp/runtime/server';
import { type Endpoint, listeningLine, type Terminal } from '@sdmp/terminal';
import { readCapture } from '../capture/open-capture.ts';
import { Conversation } from '../conversation.ts';
import { LearnedNames, tokenCode } from './learned-names.ts';
import { Pace } from './pace.ts';
import type { Replay, ReplaySummary } from './replay.ts';

export interface DialerReplay extends Replay {
  readonly listen: Endpoint;
  /** How it listens by TLS; undefined: in the clear. */
  readonly listenTls: TlsListenOptions | undefined;
  readonly speed: number;
  /** Connections in the capture. */
  readonly connections: number;
}

/** Plays the dialer of a capture: the first application that connects gets what the first one got, and so on, until all have ended. */
export async function replayAsDialer(replay: DialerReplay, terminal: Terminal): Promise<ReplaySummary> {
  const { listen, listenTls, encoding, connections, signal } = replay;
  const tls =
    listenTls === undefined
      ? undefined
      : await (await import('../tls/tls-server.ts')).openTlsServer(listenTls, encoding, terminal);
  const summary = { connections: 0, sent: 0, captured: 0, received: 0, unanswered: 0, omitted: 0 };
  const played: Promise<void>[] = [];
  const over = Promise.withResolvers<void>();
  const accept = (socket: Socket): void => {
    if (summary.connections >= connections) {
      socket.destroy();
      return;
    }
    summary.connections += 1;
    played.push(playConnection(socket, summary.connections, replay, summary, terminal));
    if (summary.connections === connections) over.resolve();
  };
  const server = createServer({ noDelay: true }, (socket) => {
    if (tls === undefined) accept(socket);
    else tls.secure(socket).then(accept, () => socket.destroy());
  });
  server.listen(listen.port, listen.host);
  await once(server, 'listening');
  const stop = (): void => over.resolve();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    const { port } = server.address() as AddressInfo;
    await terminal.output.write(
      `${listeningLine({ host: listen.host, port, encoding, ...(tls === undefined ? {} : { tls: true }) })}\n`,
    );
    await over.promise;
    await Promise.all(played);
  } finally {
    server.close();
    tls?.close();
  }
  return summary;
}

type Counts = { -readonly [Name in keyof ReplaySummary]: number };

/** Sends what one connection of the capture got. What the application asks for is waited for, and its names are taken over. */
async function playConnection(
  socket: Socket,
  connection: number,
  { file, encoding, speed, signal }: DialerReplay,
  counts: Counts,
  terminal: Terminal,
): Promise<void> {
  const names = new LearnedNames();
  const conversation: Conversation = new Conversation(socket, encoding, (message) => answersHeartbeat(message));
  const answersHeartbeat = (message: Message): boolean => {
    const token = message.get(tokenCode);
    if (message.code !== verifyStatus.code || token === undefined) return false;
    conversation.send(format({ service: null, interface: null, code: messageVerify.code, fields: [tokenCode, token] }));
    return true;
  };
  const closed = new AbortController();
  socket.once('close', () => closed.abort());
  const leave = AbortSignal.any([signal, closed.signal]);
  const pace = new Pace(speed, leave);
  try {
    for await (const event of readCapture(file, terminal)) {
      if (event.connection !== connection || leave.aborted) continue;
      if (event.to === 'target') {
        await awaitRequest(event.frame, names, conversation, leave, counts);
        continue;
      }
      await pace.until(event.ms);
      if (event.frame !== undefined) {
        if (isOwnAnswer(event.frame, names)) continue;
        conversation.send(names.renamed(event.frame));
        counts.sent += 1;
      } else if (event.bytes !== undefined) conversation.sendBytes(Buffer.from(event.bytes, 'base64'));
      else if (event.event === 'closed') conversation.end();
      else if (event.omitted !== undefined) counts.omitted += 1;
    }
    if (!leave.aborted) await once(socket, 'close', { signal: leave }).catch(() => undefined);
  } catch (error) {
    if (!leave.aborted) throw error;
  } finally {
    counts.received += conversation.received;
    conversation.close();
  }
}

/** Whether a recorded frame answers a request that this application has not made, such as a heartbeat of another moment. */
function isOwnAnswer(frame: string, names: LearnedNames): boolean {
  const message = decode(frame);
  const token = message.get(tokenCode);
  return message.code === messageVerify.code && token !== undefined && !names.knowsToken(token);
}

async function awaitRequest(
  frame: string | undefined,
  names: LearnedNames,
  conversation: Conversation,
  signal: AbortSignal,
  counts: Counts,
): Promise<void> {
  if (frame === undefined) return;
  counts.captured += 1;
  const recorded = decode(frame);
  if (!LearnedNames.isAwaited(recorded)) return;
  const actual = await conversation.next((message) => message.code === recorded.code, signal);
  if (actual === undefined) counts.unanswered += 1;
  else names.learn(recorded, actual);
}
