import { asciiPort, unicodePort } from '@sdmp/protocol';
import { tlsDialOptions } from '@sdmp/runtime';
import type { ExitCode, Terminal } from '@sdmp/terminal';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../command-module.ts';
import { chooseTarget } from '../contexts/choose-target.ts';
import { addCredentialsOptions, type CredentialsOptions, readCredentials } from '../credentials-option.ts';
import { examine } from '../doctor/examine.ts';
import { stepLine } from '../doctor/print-step.ts';
import { addTargetArgument, chosenEncoding, type EncodingOptions } from '../encoding-option.ts';
import { parseDuration, parseEndpoint } from '../parse/arguments.ts';
import { Progress } from '../screen/progress.ts';
import { logIn } from '../send/log-in.ts';
import { addTlsOptions, chosenTls, type TlsOptions } from '../tls-option.ts';

interface DoctorOptions extends EncodingOptions, CredentialsOptions, TlsOptions {
  readonly timeout: number;
  readonly json?: true;
}

const usualTimeoutMs = 3000;

const help = `
A line for each step: name, connection, TLS, encoding, framing, login, a subscription that is ended at once, release, heartbeat and
clock; what is wrong, and what to do. Nothing stays behind at the service. Exit code 1 when a step failed.

Examples:
  sdmp doctor dialer.example:6502
  sdmp doctor dialer.example --unicode --user ann --password-file ann.txt
  sdmp doctor dialer.example:6503 --tls --ca-file ca.pem --json`;

export function configure(command: Command, { terminal, finish }: CommandContext): void {
  addCredentialsOptions(addTlsOptions(addTargetArgument(command)))
    .option('--tenant <name>', 'tenant of the user')
    .addOption(
      new Option('--timeout <duration>', 'how long a connection or an answer may take')
        .argParser(parseDuration)
        .default(usualTimeoutMs, '3s'),
    )
    .option('--json', 'an object a line: step, state (ok, warning, failed, skipped), found, advice')
    .addHelpText('after', help)
    .action(async (word: string | undefined, given: DoctorOptions) => {
      const { address, options } = await chooseTarget(word, given, terminal);
      finish(await doctor(address, options, terminal));
    });
}

async function doctor(address: string, options: DoctorOptions, terminal: Terminal): Promise<ExitCode> {
  const encoding = chosenEncoding(options);
  const credentials = await readCredentials(options, terminal);
  const tls = chosenTls(options, terminal);
  const steps = examine({
    endpoint: parseEndpoint(address, encoding === 'utf-16le' ? unicodePort : asciiPort),
    encoding,
    tls: tls === undefined ? undefined : await tlsDialOptions(tls),
    logIn: credentials === undefined ? undefined : logIn(credentials),
    timeoutMs: options.timeout,
    signal: terminal.interrupted,
  });
  let exitCode: ExitCode = 0;
  using progress = new Progress(terminal, 'waiting for an answer');
  for await (const step of steps) {
    progress.clear();
    if (step.state === 'failed') exitCode = 1;
    if (options.json === true) await terminal.output.write(`${JSON.stringify(step)}\n`);
    else await terminal.output.writeStyled(stepLine(step, terminal));
  }
  return exitCode;
}
