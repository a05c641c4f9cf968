import { stat } from 'node:fs/promises';
import { type Command, InvalidArgumentError } from 'commander';
import type { CommandContext } from '../command-module.ts';
import { chooseTarget } from '../contexts/choose-target.ts';
import { readInput } from '../input.ts';
import { LineSplitter } from '../lines.ts';
import { type FormatOptions, formatOption, wantsJson } from '../journal/journal-format.ts';
import { parseEndpoint, wholeNumberBetween } from '../parse/arguments.ts';
import { type OutcomeWords, outcomeText } from '../record/outcome-text.ts';
import { recordByReports } from '../record/record-by-reports.ts';
import { recordOutcome } from '../record/record-outcome.ts';
import type { ReportSending } from '../record/send-reports.ts';
import { asciiPort, unicodePort } from '@sdmp/protocol';
import { addCredentialsOptions, type CredentialsOptions, readCredentials } from '../credentials-option.ts';
import { addEncodingOptions, chosenEncoding, type EncodingOptions } from '../encoding-option.ts';
import { addTlsOptions, chosenTls, refuseTlsOptions, type TlsOptions } from '../tls-option.ts';
import { addTokenOption, isHttpTarget, readToken, type TokenOptions } from '../token-option.ts';
import type { Terminal } from '@sdmp/terminal';

interface RecordOptions
  extends OutcomeWords,
    TokenOptions,
    FormatOptions,
    EncodingOptions,
    CredentialsOptions,
    TlsOptions {}

const help = String.raw`
WHERE is a journal folder that no service holds, the address of a bridge, whose HTTP API then takes it (a token needs the scope
write), or HOST:PORT of a service that takes reports of calls ('sdmp serve --reports', or a bridge with 'reports'). That one is sent the
reports of which exactly this outcome comes; an outcome that no reports make is refused. The outcome is an OZ frame, a JSON outcome, '-' for a line of standard input, or what the options say. It is checked as a feed is.
The id of the outcome is printed once it is on disk; by reports, which have none, the call.

Examples:
  sdmp record ./outcomes --campaign Sales1 --session 001234567890 --reason 10 --agent Joe --agent-outcome 167
  sdmp record http://127.0.0.1:8080 'OZ\CNSales1\SI001234567890\RE10' --token-file token.txt
  sdmp record ./outcomes - < outcome.json
  sdmp record 127.0.0.1:6502 --campaign Sales1 --session 42 --telephone '01632 960123' --reason 7
  sdmp record dialer.example:6503 --tls --ca-file ca.pem --campaign Sales1 --session 43 --reason 10 --agent Joe`;

const whole = wholeNumberBetween(0);

export function configure(command: Command, { terminal, finish }: CommandContext): void {
  const worded = addTokenOption(
    command
      .argument('<where>', 'journal folder, http:// of a bridge, HOST:PORT of a service, or @NAME of a saved one')
      .argument('[outcome]', "an OZ frame or a JSON outcome; '-': a line of standard input"),
  )
    .option('--tenant <name>', 'tenant (TD)')
    .option('--campaign <name>', 'campaign (CN)')
    .option('--session <id>', 'session, the call (SI)')
    .option('--telephone <number>', 'telephone number (TN)')
    .option('--agent <name>', 'agent (AN)')
    .option('--reason <code>', "why the call ended (RE), see 'sdmp explain reason 10'", whole)
    .option('--agent-outcome <code>', "what the agent said (AO), see 'sdmp explain outcome 101'", whole)
    .option('--data <text>', 'data of the application (DT)')
    .option('--param <code=value>', 'another parameter, such as XX=1; may be repeated', collectParameter)
    .addOption(formatOption());
  addCredentialsOptions(addTlsOptions(addEncodingOptions(worded)))
    .addHelpText('after', help)
    .action(async (word: string, outcome: string | undefined, given: RecordOptions) => {
      const named = word.startsWith('@') ? await chooseTarget(word, given, terminal) : undefined;
      const { address: where, options } = named ?? { address: word, options: given };
      const text = await chosenText(outcome, options, terminal);
      if (await isService(where)) {
        const call = await recordByReports(text, await sendingTo(where, options, terminal));
        await terminal.output.write(`${wantsJson(options, terminal) ? JSON.stringify(call) : call.call}\n`);
        finish(0);
        return;
      }
      refuseTlsOptions(options);
      const id = await recordOutcome({ target: where, text, token: await readToken(options, terminal) }, terminal);
      await terminal.output.write(`${wantsJson(options, terminal) ? JSON.stringify({ id }) : id}\n`);
      finish(0);
    });
}

/** Whether a target is an address of SDMP: no HTTP, and no folder that has such a name. */
async function isService(where: string): Promise<boolean> {
  if (isHttpTarget(where) || !/^[^/\\]+:\d+$/.test(where)) return false;
  return !(await stat(where).then(
    (found) => found.isDirectory(),
    () => false,
  ));
}

async function sendingTo(where: string, options: RecordOptions, terminal: Terminal): Promise<ReportSending> {
  const encoding = chosenEncoding(options);
  const tls = chosenTls(options, terminal);
  const credentials = await readCredentials(options, terminal);
  return {
    endpoint: parseEndpoint(where, encoding === 'utf-16le' ? unicodePort : asciiPort),
    tls: tls === undefined ? undefined : await (await import('@sdmp/runtime/client')).tlsDialOptions(tls),
    encoding,
    logIn: credentials === undefined ? undefined : (await import('../send/log-in.ts')).logIn(credentials),
    signal: terminal.interrupted,
  };
}

const parameterForm = /^[A-Z][A-Z0-9]=/;

function collectParameter(text: string, before: readonly string[] = []): readonly string[] {
  if (parameterForm.test(text)) return [...before, text];
  throw new InvalidArgumentError('It is a code of two capitals, = and a value, such as XX=1.');
}

async function chosenText(outcome: string | undefined, options: OutcomeWords, terminal: Terminal): Promise<string> {
  const said = outcomeText(options);
  if ((said === undefined) === (outcome === undefined)) {
    throw new InvalidArgumentError(
      'give the outcome as an OZ frame, as JSON, or by options such as --campaign and --reason',
    );
  }
  if (outcome === '-') return firstLine(terminal);
  return outcome ?? said ?? '';
}

/** Longest line that is read, characters. */
const maxLineLength = 16 * 1024 * 1024;

async function firstLine(terminal: Terminal): Promise<string> {
  const splitter = new LineSplitter(maxLineLength);
  for await (const piece of readInput('-', terminal)) {
    const [line] = splitter.push(piece);
    if (line !== undefined) return line.text;
  }
  return splitter.end()[0]?.text ?? '';
}
