import type { Terminal } from '@sdmp/terminal';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../../command-module.ts';
import { subcommand } from '../../commands/subcommands.ts';
import { readRules } from '../../rules/read-rules.ts';
import { addRangeOptions, addRulesOption, factsOf, type RangeOptions, rangeOf, withSince } from '../report-options.ts';
import { openSource } from '../source/open-source.ts';
import { scan } from '../source/scan.ts';
import { printTable, type ReportFormat, reportFormats } from '../table/print-table.ts';
import { DoNotCallList, doNotCallReport } from './do-not-call-report.ts';

interface DoNotCallOptions extends RangeOptions {
  readonly format: ReportFormat;
}

const help = `
Each outcome by which a person must not be called again, with where, and how often the number was called after that all the same.
It prints telephone numbers. It is no legal advice.

Examples:
  sdmp report do-not-call ./outcomes --zone Europe/London --last 30d
  sdmp report do-not-call ./outcomes --format csv > do-not-call.csv
  sdmp report do-not-call http://127.0.0.1:8080 --token-file token.txt --campaign Sales1`;

export function addDoNotCall(parent: Command, { terminal, finish }: CommandContext): void {
  addRulesOption(
    addRangeOptions(subcommand(parent, 'do-not-call', 'do-not-call outcomes, and calls to their numbers since')),
  )
    .addOption(new Option('--format <format>').choices(reportFormats).default('text'))
    .addHelpText('after', help)
    .action(async (source: string, given: DoNotCallOptions, self: Command) => {
      await printDoNotCall(source, withSince(given, self), terminal);
      finish(0);
    });
}

async function printDoNotCall(target: string, options: DoNotCallOptions, terminal: Terminal): Promise<void> {
  const rules = await readRules(options.rules);
  const list = new DoNotCallList(rules);
  const source = await openSource(target, options, terminal);
  try {
    const read = await scan(source, rangeOf(options), terminal, (outcome, sign) => list.add(outcome, sign));
    const report = doNotCallReport(list, {
      facts: factsOf(target, options, read),
      zone: options.zone,
      seesNumbers: source.seesNumbers(),
    });
    await printTable(report, options.format, terminal);
  } finally {
    await source.close();
  }
}
