import { type Command, Option } from 'commander';
import { dataCheckName } from '@sdmp/outcomes/data';
import { choiceOf, type DeadLettersOptions, deadLetters } from '../journal/dead-letters.ts';
import { type ErasePersonOptions, erasePerson } from '../journal/erase.ts';
import { type ExportOptions, exportFormats, exportJournal, leavesOut } from '../journal/export.ts';
import { importJournal } from '../journal/import.ts';
import { printInfo } from '../journal/info.ts';
import { type FormatOptions, formatOption } from '../journal/journal-format.ts';
import { digitsOf } from '../journal/person.ts';
import { type PruneOptions, pruneJournal, saysWhat } from '../journal/prune.ts';
import { type VerifyOptions, verifyJournal } from '../journal/verify.ts';
import { parseDuration, parsePositions, parseSize, parseTime, wholeNumberBetween } from '../parse/arguments.ts';
import type { CommandContext } from '../command-module.ts';
import { spreadsheetOption } from '../tail/outcome-format.ts';
import { asGroup, subcommand } from './subcommands.ts';
import { examplesOf } from '../journal/examples.ts';

const what = 'info, verify, export, import, prune, erase or dead-letters';

export function configure(command: Command, context: CommandContext): void {
  asGroup(command.addHelpText('after', examplesOf('journal')), what);
  for (const add of [addInfo, addVerify, addExport, addImport, addPrune, addErase, addDeadLetters])
    add(command, context);
}

function journalCommand(parent: Command, name: string, summary: string): Command {
  return subcommand(parent, name, summary)
    .argument('<dir>', 'journal folder, as given to sdmp serve --data')
    .addHelpText('after', examplesOf(name));
}

function addInfo(parent: Command, { terminal, finish }: CommandContext): void {
  journalCommand(parent, 'info', 'what is in a journal and how far its readers have come')
    .addOption(formatOption())
    .action(async (directory: string, options: FormatOptions) => {
      await printInfo(directory, options, terminal);
      finish(0);
    });
}

const position = wholeNumberBetween(0);

function addVerify(parent: Command, { terminal, finish }: CommandContext): void {
  journalCommand(parent, 'verify', 'read everything and name what is damaged')
    .option('--from <position>', 'first position (default: the oldest)', position)
    .option('--to <position>', 'last position (default: the newest)', position)
    .addOption(formatOption())
    .action(async (directory: string, options: VerifyOptions) => {
      finish(await verifyJournal(directory, options, terminal));
    });
}

function addExport(parent: Command, { terminal, finish }: CommandContext): void {
  const command = journalCommand(parent, 'export', 'write outcomes, or all of it as an archive, to standard output');
  command
    .addOption(new Option('--format <format>', 'ndjson is json by another name').choices(exportFormats).default('json'))
    .option('--from <position>', 'first position', position)
    .option('--to <position>', 'last position', position)
    .option('--since <time>', 'recorded at that time or later, such as 2026-11-22T09:00Z', parseTime)
    .option('--until <time>', 'recorded before that time', parseTime)
    .option('--campaign <name>', 'only this campaign')
    .option('--tenant <name>', 'only this tenant')
    .addOption(spreadsheetOption())
    .option('--skip-damage', 'continue past what cannot be read; without it that ends the export')
    .action(async (directory: string, options: ExportOptions) => {
      if (options.format === 'archive') {
        if (leavesOut(options)) command.error('error: an archive holds everything: leave the other flags out');
        if (terminal.isInteractive) command.error('error: an archive is no text: write it to a file, with > FILE');
      }
      finish(await exportJournal(directory, options, terminal));
    });
}

function addImport(parent: Command, { terminal, finish }: CommandContext): void {
  journalCommand(parent, 'import', 'make a journal of an archive')
    .argument('[file]', "archive; '-' or none: standard input")
    .addOption(formatOption())
    .action(async (directory: string, file: string | undefined, options: FormatOptions) => {
      await importJournal(directory, file, options, terminal);
      finish(0);
    });
}

function addPrune(parent: Command, { terminal, finish }: CommandContext): void {
  const command = journalCommand(parent, 'prune', 'remove the oldest outcomes, as retention does');
  command
    .option('--before <time>', 'those recorded before that time, such as 2026-11-22', parseTime)
    .option('--keep-age <duration>', 'those older than that, such as 30d', parseDuration)
    .option('--keep-bytes <size>', 'the oldest, until no more than this is left, such as 10GiB', parseSize)
    .addOption(formatOption())
    .action(async (directory: string, options: PruneOptions) => {
      if (!saysWhat(options)) command.error('error: say what is to go: --before, --keep-age or --keep-bytes');
      await pruneJournal(directory, options, terminal);
      finish(0);
    });
}

function addErase(parent: Command, { terminal, finish }: CommandContext): void {
  const command = journalCommand(parent, 'erase', 'remove the outcomes of a person for good');
  command
    .option('--telephone <number>', 'outcomes whose TN has these digits')
    .option('--session <id>', 'outcomes with this SI')
    .option('--anywhere', 'and outcomes that hold it anywhere else, such as in DT, exactly as written')
    .option('--tenant <name>', 'only of this tenant')
    .option('--reports <dir>', "log of reports, where it is not in the journal's folder")
    .option('--dry-run', 'only say how many there are')
    .option('--yes', 'do not ask')
    .addOption(formatOption())
    .action(async (directory: string, options: ErasePersonOptions) => {
      const { telephone, session, yes, dryRun } = options;
      if (telephone === undefined && session === undefined) command.error('error: say whose: --telephone or --session');
      if (telephone !== undefined && digitsOf(telephone) === '') command.error('error: --telephone needs digits');
      if (session === '') command.error('error: --session needs an id');
      if (yes !== true && dryRun !== true && !terminal.isInteractive) {
        command.error('error: nobody is there to be asked: add --yes, or --dry-run to see how many there are');
      }
      finish(await erasePerson(directory, options, terminal));
    });
}

function addDeadLetters(parent: Command, { terminal, finish }: CommandContext): void {
  const command = journalCommand(
    parent,
    'dead-letters',
    'outcomes whose data break the schema, or that a sink refused',
  );
  command
    .option('--sink <name>', 'those of this sink of a bridge', dataCheckName)
    .addOption(new Option('--all', 'all of them, one by one').conflicts(['cause', 'positions']))
    .addOption(new Option('--cause <text>', 'those of this cause').conflicts('positions'))
    .option('--positions <list>', 'those at these positions, such as 7,8', parsePositions)
    .addOption(
      new Option('--replay <schema>', 'hold them against this schema: those that fit are none any more').conflicts(
        'discard',
      ),
    )
    .option('--discard', 'forget them; the journal keeps their outcomes')
    .addOption(formatOption())
    .action(async (directory: string, options: DeadLettersOptions) => {
      const { replay, discard, sink } = options;
      const isChange = replay !== undefined || discard === true;
      if (isChange && choiceOf(options) === undefined) {
        command.error('error: say which: --all, --cause TEXT or --positions 7,8');
      }
      if (replay !== undefined && sink !== dataCheckName) {
        command.error(
          'error: what a sink refused is sent once more by its bridge: sdmp-bridge dead-letters URL --replay',
        );
      }
      await deadLetters(directory, options, terminal);
      finish(0);
    });
}
