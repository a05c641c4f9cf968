import { helpOutput, type Terminal } from '@sdmp/terminal';
import { Command } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import { describeConfig } from './config/describe-config.ts';
import { runBridge } from './run-bridge.ts';

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
    .description('Runs the bridge of a configuration file until SIGINT or SIGTERM.')
    .argument('<config>', 'the configuration, a YAML file')
    .option('--debug', 'show where an error comes from')
    .addHelpText(
      'after',
      `\nKeys of the configuration:\n${describeConfig()
        .map((line) => `  ${line}`)
        .join('\n')}`,
    )
    .action((file: string) => runBridge(file, terminal));
  return program;
}
