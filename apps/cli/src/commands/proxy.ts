import { say } from '@sdmp/terminal';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../command-module.ts';
import { chooseTarget } from '../contexts/choose-target.ts';
import { parseDuration, wholeNumberBetween } from '../parse/arguments.ts';
import { conditions } from '../proxy/conditions.ts';
import { type FrameFormat, FrameLines, frameFormats } from '../proxy/frame-lines.ts';
import { addLinkOptions, chosenLink, type LinkOptions } from '../proxy/link-options.ts';
import { runProxy } from '../proxy/proxy.ts';
import { InvalidScenarioError } from '../proxy/scenario.ts';
import { timeLimited } from '../time-limit.ts';

interface ProxyCommandOptions extends LinkOptions {
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

'to' is client (from the dialer) or target (to the dialer): the condition is of that direction alone. By TLS it is what was encrypted that is
sliced, slowed and counted.

A scenario is a JSON file; 'after' counts from the beginning of the step before, without 'for' a condition stays:
  { "repeat": true, "steps": [
    { "condition": "latency", "by": "100ms", "jitter": "20ms" },
    { "after": "10s", "condition": "freeze", "to": "client", "for": "5s" },
    { "after": "20s", "condition": "reset" } ] }
A line of standard input is a condition and its fields, such as 'freeze to client for 5s' or 'bandwidth rate 16KiB'; 'restore' ends all.

Examples:
  sdmp proxy dialer.example:6502 --listen 127.0.0.1:7502
  sdmp proxy dialer.example --unicode --format json --for 1m > frames.jsonl
  sdmp proxy dialer.example:6503 --tls --ca-file ca.pem
  sdmp proxy dialer.example:6503 --tls --ca-file ca.pem --listen-tls 127.0.0.1:7503 \\
    --listen-certificate-file proxy.pem --listen-key-file proxy.key
  sdmp proxy 127.0.0.1:6502 --scenario bad-day.json --quiet`;

export function configure(command: Command, { terminal, finish }: CommandContext): void {
  addLinkOptions(command)
    .option('--scenario <file>', 'what happens to the link, and when')
    .option('--seed <number>', 'seed of jitter and garbage', wholeNumberBetween(0, 2 ** 32 - 1), 1)
    .option('--for <duration>', 'end after that time, such as 10s', parseDuration)
    .addOption(new Option('--format <format>', 'default pretty on a terminal, json otherwise').choices(frameFormats))
    .option('--quiet', 'do not print frames')
    .option('--show-personal', 'show telephone numbers and data')
    .addHelpText('after', help)
    .action(async (word: string | undefined, given: ProxyCommandOptions) => {
      const { address, options } = await chooseTarget(word, given, terminal);
      const { quiet, showPersonal = false, format = terminal.isInteractive ? 'pretty' : 'json' } = options;
      const link = chosenLink(address, options, terminal);
      const signal = timeLimited(terminal.interrupted, options.for);
      const { encoding } = link;
      const watcher = quiet === true ? undefined : new FrameLines({ encoding, format, showPersonal }, terminal.output);
      const { seed, scenario } = options;
      const run = { ...link, seed, ...(scenario === undefined ? {} : { scenario }), watcher };
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
