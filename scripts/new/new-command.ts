import { camelCase, changeset, kebabName, literal, summaryOf } from './names.ts';
import type { Scaffold } from './scaffold.ts';

/** Adds a command to `sdmp`. Returns what is to be done next. */
export function newCommand(scaffold: Scaffold, [first, second]: readonly string[]): string {
  const name = kebabName(first);
  const summary = summaryOf(second);
  const run = camelCase(`run-${name}`);
  scaffold.add(
    `apps/cli/src/commands/${name}.ts`,
    `import type { Command } from 'commander';
import type { Terminal } from '@sdmp/terminal';
import type { CommandContext } from '../command-module.ts';

const help = \`
Examples:
  sdmp ${name}
  sdmp ${name} --name Sales1\`;

interface Options {
  readonly name: string;
}

export function configure(command: Command, { terminal, finish }: CommandContext): void {
  command
    .option('--name <name>', 'what is greeted', 'world')
    .addHelpText('after', help)
    .action(async (options: Options) => {
      await ${run}(options, terminal);
      finish(0);
    });
}

async function ${run}({ name }: Options, terminal: Terminal): Promise<void> {
  await terminal.output.write(\`hello \${name}\\n\`);
}
`,
  );
  scaffold.insertBefore(
    'apps/cli/src/commands.ts',
    '];',
    `  {
    name: ${literal(name)},
    summary: ${literal(summary)},
    load: () => import('./commands/${name}.ts'),
  },
`,
  );
  scaffold.add(
    `apps/cli/test/${name}.test.ts`,
    `import { expect, test } from 'vitest';
import { runCli } from './support/start-cli.ts';

test('${name} greets who is named', async () => {
  expect(await runCli(['${name}', '--name', 'Sales1'])).toMatchObject({ exitCode: 0, printed: 'hello Sales1\\n' });
});
`,
  );
  scaffold.change('apps/cli/test/exit-codes.test.ts', (text) =>
    text.replace("  [2, 'context'],\n", `  [2, '${name}', '--nonsense'],\n  [0, '${name}'],\n  [2, 'context'],\n`),
  );
  scaffold.insertBefore(
    'apps/cli/README.md',
    '## What is promised',
    `## ${name}: ${summary}\n\n\`\`\`sh\nsdmp ${name} --name Sales1\n\`\`\`\n\n`,
  );
  scaffold.add(`.changeset/${name}-command.md`, changeset(['@sdmp/cli'], `\`sdmp ${name}\`: ${summary}.`));
  return `cd apps/cli && npx vitest run test/${name}.test.ts test/exit-codes.test.ts; then write what it does in src/commands/${name}.ts`;
}
