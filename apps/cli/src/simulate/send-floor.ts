import { decode, format, type WireEncoding } from '@sdmp/codec';
import { SdmpError } from '@sdmp/protocol';
import { tlsDialOptions } from '@sdmp/runtime/client';
import { describeError, type Endpoint, type ExitCode, formatEndpoint, say, type Terminal } from '@sdmp/terminal';
import { defaultFloor, type FloorOptions, type FloorTotals, reportFloor } from '@sdmp/testkit';
import { Conversation } from '../conversation.ts';
import { type CredentialsOptions, readCredentials } from '../credentials-option.ts';
import { countOf } from '@sdmp/events';
import { openConnection } from '../open-connection.ts';
import { rejectionOf } from '../rejection-words.ts';
import { formatDuration } from '../screen/format-duration.ts';
import { Progress } from '../screen/progress.ts';
import { logIn } from '../send/log-in.ts';
import { chosenTls, type TlsOptions } from '../tls-option.ts';

export interface SendFloorOptions extends CredentialsOptions, TlsOptions {
  readonly to: Endpoint;
  readonly floor: FloorOptions;
  readonly encoding: WireEncoding;
  readonly speed: number;
  readonly signal: AbortSignal;
}

const logInMs = 10_000;
const eventsPerProgress = 100;

/** Drives the sources of a service with the reports of a floor, and says at the end what it sent and what must have come of it. */
export async function sendFloor(options: SendFloorOptions, terminal: Terminal): Promise<ExitCode> {
  const { to, floor, encoding, speed, signal } = options;
  const tls = chosenTls(options, terminal);
  const credentials = await readCredentials(options, terminal);
  const dialing = { endpoint: to, tls: tls === undefined ? undefined : await tlsDialOptions(tls), signal };
  const socket = await openConnection(dialing);
  try {
    if (credentials !== undefined) {
      const conversation = new Conversation(socket, encoding);
      const { frame, isDone } = logIn(credentials);
      conversation.send(frame);
      const answer = await conversation.next(
        (message) => isDone(format(message)),
        AbortSignal.any([signal, AbortSignal.timeout(logInMs)]),
      );
      if (answer === undefined) throw new SdmpError('REQUEST_TIMEOUT', 'no answer to the authentication');
    }
    using progress = new Progress(terminal, 'reporting');
    let sent = 0;
    const totals = await reportFloor({
      ...floor,
      socket,
      encoding,
      speed,
      signal,
      onEvent: ({ at }) => {
        if (++sent % eventsPerProgress === 0) progress.show(`${formatDuration(at)} of the shift reported`);
      },
    }).catch((cause: unknown) => {
      throw new SdmpError('CLOSED', `${formatEndpoint(to)}: ${describeError(cause)}`, { cause });
    });
    progress.clear();
    say(terminal, summaryOf(floor, totals));
    if (totals.firstRejection === undefined) return 0;
    const words = rejectionOf(decode(totals.firstRejection))?.words ?? totals.firstRejection;
    const hint = "is it 'sdmp serve --reports', or a bridge with 'reports'?";
    say(terminal, `${countOf(totals.rejected, 'report')} NOT TAKEN, the first: ${words}; ${hint}`);
    return 1;
  } finally {
    socket.destroy();
  }
}

function summaryOf(
  { campaigns = defaultFloor }: FloorOptions,
  { at, reports, verified, outcomes }: FloorTotals,
): string {
  const agents = campaigns.reduce((sum, campaign) => sum + campaign.agents, 0);
  return [
    `${formatDuration(at)} of a floor with ${countOf(agents, 'agent')} in ${countOf(campaigns.length, 'campaign')}`,
    `${countOf(reports, 'report')} sent, ${verified} verified`,
    `${countOf(outcomes, 'call')} ended, each an outcome`,
  ].join('; ');
}
