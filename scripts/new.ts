#!/usr/bin/env node
import { newCommand } from './new/new-command.ts';
import { newMessage } from './new/new-message.ts';
import { newSink } from './new/new-sink.ts';
import { Scaffold } from './new/scaffold.ts';
import { UsageError } from './usage.ts';

const kinds = { command: newCommand, message: newMessage, sink: newSink } as const;

const help = `Writes the files of a new command, sink or message, registered, with a test that passes. docs/walks.md says what they are.

  pnpm new:command NAME SUMMARY        pnpm new:command tenants 'which tenants a service has'
  pnpm new:sink NAME                   pnpm new:sink syslog
  pnpm new:message CODE NAME SUMMARY   pnpm new:message ZT TestMessage 'Tests something.'
`;

function main([kind = '', ...words]: readonly string[]): number {
  if (words.length === 0 || words.includes('--help')) {
    process.stdout.write(help);
    return words.length === 0 ? 2 : 0;
  }
  try {
    if (kind !== 'command' && kind !== 'message' && kind !== 'sink') throw new UsageError(`there is no new ${kind}`);
    const scaffold = new Scaffold(process.cwd());
    const next = kinds[kind](scaffold, words);
    for (const file of scaffold.apply()) process.stdout.write(`${file}\n`);
    process.stdout.write(`\nNext: ${next}\n`);
    return 0;
  } catch (error) {
    process.stderr.write(`new ${kind}: ${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof UsageError ? 2 : 1;
  }
}

process.exitCode = main(process.argv.slice(2));
