import type { Endpoint, Terminal } from '@sdmp/terminal';
import { asciiPort } from '@sdmp/protocol';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CommandContext } from '../command-module.ts';
import { checkClient } from '../conformance/dialer/as-dialer.ts';
import { notVisibleOfClient, situations } from '../conformance/dialer/situations.ts';
import { endpointChecks } from '../conformance/checks/endpoint-checks.ts';
import { checkEndpoint, type ConformanceOptions } from '../conformance/conformance.ts';
import { notVisibleAtEndpoint } from '../conformance/not-visible.ts';
import { listChecks } from '../conformance/report-results.ts';
import { chooseTarget } from '../contexts/choose-target.ts';
import { addCredentialsOptions } from '../credentials-option.ts';
import { addTargetArgument } from '../encoding-option.ts';
import { parseDuration, parseEndpoint } from '../parse/arguments.ts';
import { addTlsOptions } from '../tls-option.ts';
import { addTokenOption } from '../token-option.ts';

interface CommandOptions extends ConformanceOptions {
  readonly list?: true;
  readonly asDialer?: true;
  readonly listen: Endpoint;
  readonly client?: string;
  readonly silence: number;
}

const usualTimeoutMs = 5000;
const usualSilenceMs = 60_000;
const usualListen = { host: '127.0.0.1', port: asciiPort };

const help = `
Each requirement of SDMP that is visible from outside is tried at the endpoint, over connections of its own and in names of its own.
A result has the id of the requirement, its basis (D documented by the vendor, E seen in an example, C our choice), and what was sent and
received, with passwords, numbers and data hidden.

Many requirements are about outcomes, and --make-outcomes says how they come into being:
  COMMAND   is started once and gets a JSON outcome a line on its standard input
  URL       of a bridge, whose HTTP API takes them (--token-file)
  reports   reports of calls over SDMP, to an endpoint that takes those
Without it such requirements are not checked, and the output says so.

--claims names a file of what the endpoint does not claim:
  {"notClaimed": {"EO-3.repeated": "the last value counts", "PS-5": "a token is not taken over"}}
What it names may fail. When it passes, the claim is stale, and that is a failure.

With --as-dialer it is a dialer that plays situations to a client in any language: forms of outcomes, unknown parameters, one character at
a time, garbage, resets, silence, a takeover, a rejection. --client starts the client for each, with the address in SDMP_HOST (HOST:PORT)
and SDMP_PORT; it has to subscribe and to print a line with the session (SI) of each outcome. Without --client one client is started by
somebody else and comes back after each situation; what it delivers is not seen then.

Exit code 1 when a check failed or a claim is stale.

Examples:
  sdmp conformance dialer.example:6502
  sdmp conformance 127.0.0.1:6502 --make-outcomes 'node add-outcomes.js' --claims dialer.json --junit results.xml
  sdmp conformance 127.0.0.1:6502 --only EO-3,PS-4 --frames
  sdmp conformance dialer.example --unicode --user ann --password-file ann.txt --json
  sdmp conformance --as-dialer --listen 127.0.0.1:0 --client 'python3 subscriber.py'
  sdmp conformance --as-dialer --listen 127.0.0.1:0 --client 'sdmp tail --persist crm --format json'
  sdmp conformance --list`;

export function configure(command: Command, { terminal, finish }: CommandContext): void {
  addTokenOption(addCredentialsOptions(addTlsOptions(addTargetArgument(command))))
    .option('--tenant <name>', 'tenant of the user')
    .option('--make-outcomes <how>', "a command, the http:// of a bridge, or 'reports' (default: none are made)")
    .option('--campaign <name>', 'campaign of the outcomes that are made (default: new ones)')
    .option('--claims <file>', 'JSON of what the endpoint does not claim')
    .option('--only <ids>', 'requirements or checks, separated by commas', (text) => text.split(','))
    .addOption(
      new Option('--timeout <duration>', 'how long a connection or an answer may take')
        .argParser(parseDuration)
        .default(usualTimeoutMs, '5s'),
    )
    .option('--frames', 'show what was sent and received of every check, not of failures alone')
    .option('--json', 'an object a line: id, requirement, basis, state, why, exchanged')
    .option('--junit <file>', 'write the results as JUnit XML, too')
    .option('--as-dialer', 'be the dialer, and try a client')
    .addOption(
      new Option('--listen <host:port>', 'where the client connects; port 0: a free one (with --as-dialer)')
        .argParser((text) => parseEndpoint(text))
        .default(usualListen, '127.0.0.1:6502'),
    )
    .option('--client <command>', 'starts the client for each situation (with --as-dialer)')
    .addOption(
      new Option('--silence <duration>', 'how long a client may take to notice a silent dialer (with --as-dialer)')
        .argParser(parseDuration)
        .default(usualSilenceMs, '60s'),
    )
    .option('--list', 'print what is checked, and check nothing')
    .addHelpText('after', help)
    .action(async (word: string | undefined, given: CommandOptions) => {
      if (word !== undefined && (given.list === true || given.asDialer === true)) {
        throw new InvalidArgumentError('--list and --as-dialer take no endpoint');
      }
      if (given.list === true) {
        await list(given.asDialer === true, terminal);
        return;
      }
      if (given.asDialer === true) {
        finish(await checkClient(given, terminal));
        return;
      }
      const { address, options } = await chooseTarget(word, given, terminal);
      finish(await checkEndpoint(address, options, terminal));
    });
}

function list(isOfClient: boolean, terminal: Terminal): Promise<void> {
  return isOfClient
    ? listChecks(situations, notVisibleOfClient, terminal)
    : listChecks(endpointChecks, notVisibleAtEndpoint, terminal);
}
