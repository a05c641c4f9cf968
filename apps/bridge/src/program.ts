import { helpOutput, type Terminal } from '@sdmp/terminal';
import { Command } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { checkConfig, type CheckOptions } from './commands/check-config.ts';
import { printConfig, printConfigSchema } from './commands/print-config.ts';
import { runBridge } from './commands/run-bridge.ts';
import { describeConfig } from './config/describe-config.ts';

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

/** The program's commands; `run` is the one that is meant when none is named. */
export function createProgram(terminal: Terminal): Command {
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
    .addHelpText(
      'after',
      `\nKeys of the configuration:\n${describeConfig()
        .map((line) => `  ${line}`)
        .join('\n')}`,
    )
    .action((file: string) => runBridge(file, terminal));
  program
    .command('check')
    .summary('say whether a configuration is right')
    .description('Says whether a configuration is right, and whether its files can be read and its folders written to.')
    .argument('<config>', 'the configuration, a YAML file')
    .option('--connect', 'call the dialers too')
    .option('--debug', 'show where an error comes from')
    .action((file: string, options: CheckOptions) => checkConfig(file, options, terminal));
  program
    .command('print-config')
    .summary('print a configuration with every default in it')
    .description('Prints a configuration with every default in it and its environment variables filled in, as YAML.')
    .argument('<config>', 'the configuration, a YAML file')
    .option('--debug', 'show where an error comes from')
    .action((file: string) => printConfig(file, terminal));
  program
    .command('schema')
    .summary('print the JSON Schema of configurations')
    .description('Prints the JSON Schema of configurations, with which editors complete and check them.')
    .action(() => printConfigSchema(terminal));
  return program;
}
