import { type Release, release } from '@sdmp/protocol';
import { type ExitCode, type Terminal, say } from '@sdmp/terminal';
import type { Command } from 'commander';
import { findTopics } from '../explain/find-topics.ts';
import { renderTopic } from '../explain/render-topic.ts';
import type { Topic } from '../explain/topic.ts';
import { topicJson } from '../explain/topic-json.ts';
import { parseRelease } from '../parse/arguments.ts';
import type { CommandContext } from '../command-module.ts';

interface ExplainOptions {
  readonly release?: string;
  readonly json?: true;
}

const help = `
WHAT is a message (EO, CG:MA:EO, EnumerateOutcomes), a parameter of one (EO.CS, CG:MA:EO.CS, EO.rateControl), a parameter
code by itself (TX), or a number with its kind (reason 7, error 803, outcome 101, cause 17). Case does not matter.

Examples:
  sdmp explain EO
  sdmp explain EO.CS OZ.RE
  sdmp explain reason 7
  sdmp explain CG:MA:SP --release 10.6.700`;

export function configure(command: Command, { terminal, finish }: CommandContext): void {
  command
    .argument('<what...>', 'codes, long names, or a number with its kind')
    .option('--release <version>', 'as that release knows it (default: newest known)', parseRelease)
    .option('--json', 'an object a line')
    .addHelpText('after', help)
    .action(async (words: readonly string[], options: ExplainOptions) => {
      finish(await explain(words, options, terminal));
    });
}

async function explain(words: readonly string[], options: ExplainOptions, terminal: Terminal): Promise<ExitCode> {
  const catalogue = release(options.release);
  const print = options.json === true ? printJson : printText;
  const blocks: string[] = [];
  let exitCode: ExitCode = 0;
  for (const answer of findTopics(words, catalogue)) {
    for (const topic of answer.topics) blocks.push(print(topic, catalogue, terminal));
    if (!('why' in answer)) continue;
    exitCode = 1;
    const { why, suggestions } = answer;
    say(terminal, `sdmp: ${why}${suggestions.length === 0 ? '' : `; did you mean ${suggestions.join(', ')}?`}`);
  }
  await terminal.output.write(blocks.join(options.json === true ? '' : '\n'));
  return exitCode;
}

function printText(topic: Topic, catalogue: Release, { columns }: Terminal): string {
  return `${renderTopic(topic, catalogue, columns).join('\n')}\n`;
}

function printJson(topic: Topic, catalogue: Release): string {
  return `${JSON.stringify(topicJson(topic, catalogue))}\n`;
}
