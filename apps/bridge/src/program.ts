import { helpOutput, readDuration, readPositions, type Terminal } from '@sdmp/terminal';
import { Command, InvalidArgumentError, Option } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import type { CheckOptions } from './commands/check-config.ts';
import type { DeadLettersOptions } from './commands/dead-letters.ts';
import type { ListIncidentsOptions } from './commands/list-incidents.ts';
import { incidentParts } from './incidents/incident.ts';

const outline = `
A configuration that runs:
  upstreams:
    - name: north
      host: 127.0.0.1
      port: 6502
      persistToken: bridge
  listen:
    - port: 6512

'sdmp-bridge run --help' lists every key. Exit codes: 0 done, 1 it failed, 2 wrong usage or configuration.`;

const incidentsExamples = `
What happened at night, and what became of one dialer:
  sdmp-bridge incidents bridge.yaml --since 12h
  sdmp-bridge incidents bridge.yaml --part upstream --name north --json`;

const deadLettersExamples = `
What waits, why, and once more after the cause is gone:
  sdmp-bridge dead-letters http://127.0.0.1:8080
  sdmp-bridge dead-letters http://127.0.0.1:8080 crm
  sdmp-bridge dead-letters http://127.0.0.1:8080 crm --replay --all --token-file token.txt`;

/** Entries of the incident log that are printed at most. */
const mostIncidents = 1_000_000;

function durationOption(text: string): number {
  const durationMs = readDuration(text);
  if (durationMs === undefined) throw new InvalidArgumentError('give a time such as 12h or 7d');
  return durationMs;
}

function positionsOption(text: string): readonly number[] {
  const positions = readPositions(text);
  if (positions === undefined) throw new InvalidArgumentError('give positions such as 7,8');
  return positions;
}

function limitOption(text: string): number {
  const limit = /^\d+$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > mostIncidents) throw new InvalidArgumentError(`give a number from 1 to ${mostIncidents}`);
  return limit;
}

/**
 * The program's commands; `run` is the one that is meant when none is named. What a command needs is loaded when it runs, so
 * that starting stays fast.
 */
export async function createProgram(words: readonly string[], terminal: Terminal): Promise<Command> {
  const program = new Command('sdmp-bridge')
    .description('Records the outcomes of dialers in a durable journal and serves them to any number of subscribers.')
    .version(packageJson.version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .showHelpAfterError(false)
    .exitOverride()
    .configureOutput(helpOutput(terminal))
    .addHelpText('after', outline);
  program
    .command('run', { isDefault: true })
    .summary('run the bridge of a configuration file')
    .description(
      'Runs the bridge of a configuration file until SIGINT or SIGTERM. SIGHUP makes it read the file again.',
    )
    .argument('<config>', 'the configuration, a YAML file')
    .option('--debug', 'show where an error comes from')
    .addHelpText('after', words.includes('run') ? await keysHelp() : '')
    .action(async (file: string) => {
      const { runBridge } = await import('./commands/run-bridge.ts');
      await runBridge(file, terminal);
    });
  program
    .command('check')
    .summary('say whether a configuration is right')
    .description('Says whether a configuration is right, and whether its files can be read and its folders written to.')
    .argument('<config>', 'the configuration, a YAML file')
    .option('--connect', 'call the dialers too')
    .option('--debug', 'show where an error comes from')
    .action(async (file: string, options: CheckOptions) => {
      const { checkConfig } = await import('./commands/check-config.ts');
      await checkConfig(file, options, terminal);
    });
  program
    .command('print-config')
    .summary('print a configuration with every default in it')
    .description('Prints a configuration with every default in it and its environment variables filled in, as YAML.')
    .argument('<config>', 'the configuration, a YAML file')
    .option('--debug', 'show where an error comes from')
    .action(async (file: string) => {
      const { printConfig } = await import('./commands/print-config.ts');
      await printConfig(file, terminal);
    });
  program
    .command('incidents')
    .summary('print what changed for the worse, why, and how long it lasted')
    .description(
      'Prints the incident log of a bridge, running or not, the newest entry last. The HTTP API has it, too.',
    )
    .argument('<config>', 'the configuration, a YAML file, or the data folder of the bridge')
    .option('--since <time>', 'only what lasted within this time, such as 12h', durationOption)
    .addOption(new Option('--part <part>', 'only of this part').choices(incidentParts))
    .option('--name <name>', 'only of the upstream, sink or subscriber with this name')
    .option('--limit <number>', 'print this many entries at most, the newest', limitOption, 50)
    .option('--json', 'print an object a line, as GET /api/v1/incidents has them')
    .option('--debug', 'show where an error comes from')
    .addHelpText('after', incidentsExamples)
    .action(async (place: string, options: ListIncidentsOptions) => {
      const { listIncidents } = await import('./commands/list-incidents.ts');
      await listIncidents(place, options, terminal);
    });
  program
    .command('dead-letters')
    .summary('show, replay or forget what sinks refused')
    .description(
      'Shows the dead letters of a running bridge, and sends them once more or forgets them, over its HTTP API.',
    )
    .argument('<url>', 'where the bridge serves HTTP, such as http://127.0.0.1:8080')
    .argument('[sink]', 'only of this sink, by their causes; data-schema: whose data break the schema')
    .addOption(new Option('--replay', 'send them once more').conflicts('discard'))
    .option('--discard', 'forget them; the journal keeps their outcomes')
    .addOption(new Option('--all', 'all of them').conflicts(['cause', 'positions']))
    .addOption(new Option('--cause <text>', 'those of this cause').conflicts('positions'))
    .option('--positions <list>', 'those at these positions, such as 7,8', positionsOption)
    .option('--token-file <file>', 'file with the token of the HTTP API')
    .option('--json', 'print an object a line')
    .option('--debug', 'show where an error comes from')
    .addHelpText('after', deadLettersExamples)
    .action(async (url: string, sink: string | undefined, options: DeadLettersOptions) => {
      const { deadLetters } = await import('./commands/dead-letters.ts');
      await deadLetters(url, sink, options, terminal);
    });
  program
    .command('schema')
    .summary('print the JSON Schema of configurations')
    .description('Prints the JSON Schema of configurations, with which editors complete and check them.')
    .action(async () => {
      const { printConfigSchema } = await import('./commands/print-config.ts');
      await printConfigSchema(terminal);
    });
  program
    .command('completion')
    .summary('complete command lines in a shell')
    .description('Prints what completes command lines in a shell: source <(sdmp-bridge completion bash).')
    .argument('<shell>', shells.join(', '))
    .action(async (shell: string) => {
      if (!shells.includes(shell)) program.error(`error: there is a completion for ${shells.join(', ')}`);
      const { completionScript } = await import('@sdmp/terminal/completion');
      await terminal.output.write(completionScript(shell, program));
    });
  return program;
}

const shells = ['bash', 'zsh', 'fish'];

async function keysHelp(): Promise<string> {
  const { describeConfig } = await import('./config/describe-config.ts');
  const lines = describeConfig().map((line) => `  ${line}`);
  return ['\nKeys of the configuration:', ...lines].join('\n');
}
