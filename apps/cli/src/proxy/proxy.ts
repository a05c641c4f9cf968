import { countOf } from '@sdmp/events';
import { createInterface } from 'node:readline';
import { formatEndpoint, isLoopback, listeningLine, readTextFile, say, type Terminal } from '@sdmp/terminal';
import { type LinkOptions as Secured, type LinkWatcher, startLink } from '@sdmp/testkit';
import type { ChosenLink } from './link-options.ts';
import { Player } from './player.ts';
import { readCommand } from './read-command.ts';
import { parseScenario } from './scenario.ts';

export interface ProxyOptions extends ChosenLink {
  readonly seed: number;
  readonly scenario?: string;
  /** Undefined: nobody looks at what passes. */
  readonly watcher: LinkWatcher | undefined;
  /** Says where applications connect. Default: a line of the output. */
  readonly announce?: (line: string) => Promise<void>;
  readonly signal: AbortSignal;
}

/** Passes connections on to a target, prints their frames and fails as told, until the signal is aborted. */
export async function runProxy(options: ProxyOptions, terminal: Terminal): Promise<void> {
  const { target, listen, encoding, seed, watcher, signal } = options;
  const announce = options.announce ?? ((line) => terminal.output.write(`${line}\n`));
  const scenario =
    options.scenario === undefined ? undefined : parseScenario(await readTextFile(options.scenario), options.scenario);
  if (!isLoopback(listen.host)) {
    say(
      terminal,
      `WARNING: ${formatEndpoint(listen)} can be reached from other machines: anyone who connects reaches ${formatEndpoint(target)}.`,
    );
  }
  const watched = watcher === undefined ? {} : { watcher };
  const { secure, close } = await makeSecure(options, terminal);
  const link = await startLink({ target, ...listen, encoding, seed, ...watched, ...secure }).catch((error: unknown) => {
    close();
    throw error;
  });
  const player = new Player(link, (line) => say(terminal, line));
  const over = aborted(signal);
  try {
    const tls = options.listenTls === undefined ? {} : { tls: true as const };
    await announce(listeningLine({ host: link.host, port: link.port, encoding, ...tls }));
    const failing = Promise.all([
      scenario === undefined ? undefined : player.play(scenario, signal),
      obey(terminal, player, signal),
    ]);
    await Promise.race([over, failing.then(() => over), outputGone(terminal)]);
  } finally {
    const { accepted, carried, vanished } = link.stats();
    await link.close();
    close();
    say(terminal, `${countOf(accepted, 'connection')}, ${countOf(carried, 'byte')} passed, ${vanished} discarded`);
  }
}

/** Returns what makes each side secure, loaded only where it is wanted. */
async function makeSecure(
  { listenTls, targetTls, target, encoding }: ProxyOptions,
  terminal: Terminal,
): Promise<{ readonly secure: Pick<Secured, 'secureClient' | 'secureTarget'>; readonly close: () => void }> {
  const secureTarget =
    targetTls === undefined
      ? undefined
      : await (await import('../tls/tls-client.ts')).secureAsClient(targetTls, target, terminal);
  const server =
    listenTls === undefined
      ? undefined
      : await (await import('../tls/tls-server.ts')).openTlsServer(listenTls, encoding, terminal);
  return {
    secure: {
      ...(server === undefined ? {} : { secureClient: server.secure }),
      ...(secureTarget === undefined ? {} : { secureTarget }),
    },
    close: () => server?.close(),
  };
}

/** Does what lines of standard input say, until the signal is aborted. */
async function obey(terminal: Terminal, player: Player, signal: AbortSignal): Promise<void> {
  const lines = createInterface({ input: terminal.input });
  const stop = (): void => {
    lines.close();
    terminal.input.destroy();
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  for await (const line of lines) {
    const command = readCommand(line);
    if (command.do === 'complain') say(terminal, `sdmp proxy: ${command.why}`);
    else if (command.do === 'restore') await player.endAll();
    else if (command.do === 'begin') void (await player.begin(command.step, signal));
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Rejects when the reader of the frames has left. */
function outputGone({ output: { gone } }: Terminal): Promise<never> {
  return new Promise((_, reject) => {
    const leave = (): void => reject(gone.reason);
    if (gone.aborted) leave();
    else gone.addEventListener('abort', leave, { once: true });
  });
}
