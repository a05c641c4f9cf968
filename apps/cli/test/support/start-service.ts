import { onTestFinished } from 'vitest';
import { type CliOptions, type CliProcess, startCli } from './start-cli.ts';

export interface Service extends CliProcess {
  /** `127.0.0.1:PORT` of the 8-bit listener. */
  readonly ascii: string;
  readonly unicode: string;
}

export interface ServiceOptions extends CliOptions {
  /** Where the 8-bit listener is. Default: a free port. */
  readonly ascii?: string;
}

/** Starts `sdmp serve` and waits until it listens. */
export async function startService(words: readonly string[], options: ServiceOptions = {}): Promise<Service> {
  const ports = ['--listen', options.ascii ?? '127.0.0.1:0', '--listen-unicode', '127.0.0.1:0'];
  const cli = startCli(['serve', ...ports, ...words], options);
  onTestFinished(async () => {
    cli.kill('SIGKILL');
    await cli.ended;
  });
  const [, ascii = '', unicode = ''] = await cli.untilPrinted(/listening ascii (\S+)\nlistening unicode (\S+)\n/);
  return { ...cli, ascii, unicode };
}
