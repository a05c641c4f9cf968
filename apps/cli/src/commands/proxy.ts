import { asciiPort, unicodePort } from '@sdmp/protocol';
import { type Endpoint, say } from '@sdmp/terminal';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../command-module.ts';
import { chooseTarget } from '../contexts/choose-target.ts';
import { addTargetArgument, chosenEncoding, type EncodingOptions } from '../encoding-option.ts';
import { parseDuration, parseEndpoint, parseWholeEndpoint, wholeNumberBetween } from '../parse/arguments.ts';
import { conditions } from '../proxy/conditions.ts';
import { type FrameFormat, FrameLines, frameFormats } from '../proxy/frame-lines.ts';
import { refuseTls, runProxy, usualListen } from '../proxy/proxy.ts';
import { InvalidScenarioError } from '../proxy/scenario.ts';
import { timeLimited } from '../time-limit.ts';

interface ProxyCommandOptions extends EncodingOptions {
  readonly listen?: Endpoint;
  readonly scenario?: string;
  readonly seed: number;
  readonly for?: number;
  readonly format?: FrameFormat;
  readonly quiet?: true;
  readonly showPersonal?: true;
}

const nameWidth = 21;

function describe([name, { summary, shape }]: readonly [
  string,
  { readonly summary: string; readonly shape: object },
]): string {
  const fields = Object.keys(shape);
  return `  ${name.padEnd(nameWidth)}${fields.length === 0 ? '' : `(${fields.join(', ')}) `}${summary}`;
}

const help = `
Passes connections on, prints each frame as it passes, and fails as a scenario or a line of standard input says. Telephone numbers
and data are hidden unless --show-personal is given, passwords always.

Conditions:
${Object.entries(conditions).map(describe).join('\n')}

A scenario is a JSON file; 'after' counts from the beginning of the step before, without 'for' a condition stays:
  { "repeat": true, "steps": [
    { "condition": "latency", "by": "100ms", "jitter": "20ms" },
    { "after": "10s", "condition": "freeze", "for": "5s" },
    { "after": "20s", "condition": "reset" } ] }
A line of standard input is a condition and its fields, such as 'freeze for 5s' or 'bandwidth rate 16KiB'; 'restore' ends all.

Examples:
  sdmp proxy dialer.example:6502 --listen 127.0.0.1:7502
  sdmp proxy dialer.example --unicode --format json --for 1m > frames.jsonl
  sdmp proxy 127.0.0.1:6502 --scenario bad-day.json --quiet`;

export function configure(command: Command, { terminal, finish }: CommandContext): void {
  addTargetArgument(command)
    .option('--listen <host:port>', 'where applications connect (default 127.0.0.1, a free port)', parseWholeEndpoint)
    .option('--scenario <file>', 'what happens to the link, and when')
    .option('--seed <number>', 'seed of jitter and garbage', wholeNumberBetween(0, 2 ** 32 - 1), 1)
    .option('--for <duration>', 'end after that time, such as 10s', parseDuration)
    .addOption(new Option('--format <format>', 'default pretty on a terminal, json otherwise').choices(frameFormats))
    .option('--quiet', 'do not print frames')
    .option('--show-personal', 'show telephone numbers and data')
    .addHelpText('after', help)
    .action(async (word: string | undefined, given: ProxyCommandOptions) => {
      const { address, options } = await chooseTarget(word, given, terminal);
      refuseTls(options.tls);
      const {
        quiet,
        showPersonal = false,
        listen = usualListen,
        format = terminal.isInteractive ? 'pretty' : 'json',
      } = options;
      const encoding = chosenEncoding(options);
      const target = parseEndpoint(address, encoding === 'utf-16le' ? unicodePort : asciiPort);
      const signal = timeLimited(terminal.interrupted, options.for);
      const watcher = quiet === true ? undefined : new FrameLines({ encoding, format, showPersonal }, terminal.output);
      const run = { ...options, target, listen, encoding, watcher };
      try {
        await runProxy({ ...run, signal }, terminal);
        finish(0);
      } catch (error) {
        if (!(error instanceof InvalidScenarioError)) throw error;
        for (const problem of error.problems) say(terminal, `sdmp: ${problem}`);
        finish(1);
      }
    });
}
