import { onTestFinished } from 'vitest';
import { type Cli, startCli } from './start-cli.ts';
import { type CliProcess, type ProcessOptions, startProcess } from './start-process.ts';

interface Listening {
  /** `127.0.0.1:PORT` of the 8-bit listener. */
  readonly ascii: string;
  readonly unicode: string;
}

export type Service = Cli & Listening;
export type ServiceProcess = CliProcess & Listening;

interface ListenOptions {
  /** Where the 8-bit listener is. Default: a free port. */
  readonly ascii?: string;
}

function serveWords(words: readonly string[], { ascii = '127.0.0.1:0' }: ListenOptions): readonly string[] {
  return ['serve', '--listen', ascii, '--listen-unicode', '127.0.0.1:0', ...words];
}

async function untilListening(cli: Cli): Promise<Listening> {
  const [, ascii = '', unicode = ''] = await cli.untilPrinted(/listening ascii (\S+)\nlistening unicode (\S+)\n/);
  return { ascii, unicode };
}

/** Starts `sdmp serve` in this process and waits until it listens. It ends with the test. */
export async function startService(words: readonly string[], options: ListenOptions = {}): Promise<Service> {
  const cli = startCli(serveWords(words, options));
  onTestFinished(async () => {
    cli.kill('SIGTERM');
    await cli.ended;
  });
  return { ...cli, ...(await untilListening(cli)) };
}

/** Starts `sdmp serve` as a process of its own and waits until it listens. */
export async function startServiceProcess(
  words: readonly string[],
  options: ListenOptions & ProcessOptions = {},
): Promise<ServiceProcess> {
  const cli = startProcess(serveWords(words, options), options);
  onTestFinished(async () => {
    cli.kill('SIGKILL');
    await cli.ended;
  });
  return { ...cli, ...(await untilListening(cli)) };
}
