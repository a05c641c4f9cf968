import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { callFailed, connectedReason, lineConnected, SdmpError, transactionComplete } from '@sdmp/protocol';
import type { OutcomeInput } from '@sdmp/outcomes';
import { fetchText } from '../http/fetch-text.ts';
import { apiPath, isHttpTarget } from '../token-option.ts';
import { frameOf } from './frame-of.ts';
import type { Peer } from './peer.ts';
import { NotChecked } from './unmet.ts';

/** An outcome that a check needs. */
export interface MadeOutcome extends OutcomeInput {
  readonly campaignName: string;
  readonly sessionIdentifier: string;
  readonly reason: number;
}

/** How outcomes come into being at the endpoint. */
export interface OutcomeSource extends AsyncDisposable {
  /** Whether outcomes of every kind can be made; otherwise those alone that reports of calls come to. */
  readonly makesAny: boolean;
  /** Resolves when they were handed over in this order; the endpoint may record them later. */
  readonly make: (outcomes: readonly MadeOutcome[]) => Promise<void>;
}

/** The word of `--make-outcomes` for reports of calls over SDMP. */
export const reportsWord = 'reports';

export interface SourceOptions {
  readonly token: string | undefined;
  readonly signal: AbortSignal;
  /** Opens a connection for reports. */
  readonly open: () => Promise<Peer>;
}

/** Returns the source that the word of `--make-outcomes` names. */
export function outcomeSource(word: string, { token, signal, open }: SourceOptions): OutcomeSource {
  if (word === reportsWord) return reportsSource(open);
  return isHttpTarget(word) ? httpSource(new URL(word), token, signal) : commandSource(word, signal);
}

/** POSTs each to the HTTP API of a bridge. */
function httpSource(url: URL, token: string | undefined, signal: AbortSignal): OutcomeSource {
  return {
    makesAny: true,
    make: async (outcomes) => {
      for (const outcome of outcomes) {
        await fetchText(new URL(`${apiPath}/outcomes`, url), { token, json: JSON.stringify(outcome), signal });
      }
    },
    [Symbol.asyncDispose]: async () => undefined,
  };
}

/** Starts a command at the first outcome, which gets a JSON outcome a line, and stays until everything was checked. */
function commandSource(command: string, signal: AbortSignal): OutcomeSource {
  let started: ChildProcess | undefined;
  let failure: string | undefined;
  const start = (): ChildProcess => {
    const child = spawn(command, { shell: true, stdio: ['pipe', 'ignore', 'inherit'], signal });
    child.once('error', (error) => {
      failure ??= error.message;
    });
    child.once('exit', (code, killedBy) => {
      failure ??= `it ended with ${killedBy ?? `code ${code ?? 0}`}`;
    });
    // Its end is told by 'exit'.
    child.stdin?.on('error', () => undefined);
    return child;
  };
  return {
    makesAny: true,
    make: async (outcomes) => {
      started ??= start();
      const { stdin } = started;
      if (stdin === null || failure !== undefined) {
        throw new SdmpError('CONNECT_FAILED', `The command of --make-outcomes takes no more: ${failure ?? 'no input'}`);
      }
      const text = outcomes.map((outcome) => `${JSON.stringify(outcome)}\n`).join('');
      if (!stdin.write(text)) await Promise.race([once(stdin, 'drain'), once(stdin, 'close')]);
    },
    [Symbol.asyncDispose]: async () => {
      if (started === undefined || failure !== undefined) return;
      const ended = once(started, 'exit');
      started.stdin?.end();
      started.kill();
      await ended;
    },
  };
}

/** Sends reports of the telephony layer and the agent over a connection of its own. */
function reportsSource(open: () => Promise<Peer>): OutcomeSource {
  let opened: Promise<Peer> | undefined;
  let count = 0;
  return {
    makesAny: false,
    make: async (outcomes) => {
      const peer = await (opened ??= open());
      for (const outcome of outcomes) {
        for (const frame of reportsOf(outcome)) {
          count += 1;
          const token = `report${count}`;
          await peer.accepted(frame(token), token);
        }
      }
    },
    [Symbol.asyncDispose]: async () => {
      if (opened !== undefined) (await opened).close();
    },
  };
}

type Framed = (token: string) => string;

function reportsOf(outcome: MadeOutcome): readonly Framed[] {
  const { campaignName, sessionIdentifier, reason, agentIdentifier, agentOutcome } = outcome;
  const call = { campaignName, sessionIdentifier };
  if (reason !== connectedReason) {
    return [(token) => frameOf(callFailed, { cause: String(reason), ...call, token })];
  }
  if (agentIdentifier === undefined || agentOutcome === undefined) {
    throw new NotChecked('reports make no connected call without an agent and their outcome');
  }
  return [
    (token) => frameOf(lineConnected, { agentIdentifier, ...call, token }),
    (token) =>
      frameOf(transactionComplete, { agentIdentifier, agentOutcome: String(agentOutcome), sessionIdentifier, token }),
  ];
}
