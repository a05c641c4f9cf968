import { helpOutput, type Terminal } from '@sdmp/terminal';
import { Command } from 'commander';
import packageJson from '../package.json' with { type: 'json' };
import type { CheckOptions } from './commands/check-config.ts';

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
