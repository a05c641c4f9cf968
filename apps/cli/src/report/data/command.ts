import { readTextFile, type Terminal } from '@sdmp/terminal';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../../command-module.ts';
import { subcommand } from '../../commands/subcommands.ts';
import { checkedJson } from '../../rules/checked-json.ts';
import { addRangeOptions, factsOf, type RangeOptions, rangeOf, withSince } from '../report-options.ts';
import { openSource } from '../source/open-source.ts';
import { scan } from '../source/scan.ts';
import { printTable, type ReportFormat, reportFormats } from '../table/print-table.ts';
import { DataList, dataReport } from './data-report.ts';

interface DataOptions extends RangeOptions {
  readonly schema: string;
  readonly broken?: true;
  readonly format: ReportFormat;
}

const help = `
The line-of-business data of outcomes (DT), whatever their framing, as the columns of a schema:

  { "columns": [
      { "from": "Contact_ID", "name": "contact", "type": "integer", "required": true },
      { "from": "Balance", "type": "number" },
      { "from": "Card", "mask": "end" } ],
    "refusesOthers": false }

Types: text, integer, number, boolean, date, dateTime (with format, such as DD/MM/YYYY HH:mm, and zone). Masks: all, end (the last four characters stay), none. Outcomes whose data break the schema
are listed too, with what is wrong.

Examples:
  sdmp report data ./outcomes --schema data.json --last 1d
  sdmp report data ./outcomes --schema data.json --format csv > data.csv
  sdmp report data ./outcomes --schema data.json --broken`;

export function addData(parent: Command, { terminal, finish }: CommandContext): void {
  addRangeOptions(subcommand(parent, 'data', 'line-of-business data as columns'))
    .requiredOption('--schema <file>', 'columns, their types and masks')
    .option('--broken', 'only outcomes whose data break the schema')
    .addOption(new Option('--format <format>').choices(reportFormats).default('text'))
    .addHelpText('after', help)
    .action(async (source: string, given: DataOptions, self: Command) => {
      await printData(source, withSince(given, self), terminal);
      finish(0);
    });
}

async function printData(target: string, options: DataOptions, terminal: Terminal): Promise<void> {
  const { dataSchemaSchema } = await import('@sdmp/outcomes/schema');
  const text = await readTextFile(options.schema);
  const schema = checkedJson(options.schema, text, dataSchemaSchema, 'sdmp report data --help');
  const list = new DataList(schema, options.broken === true);
  const source = await openSource(target, options, terminal);
  try {
    const read = await scan(source, rangeOf(options), terminal, (outcome, sign) => list.add(outcome, sign));
    const report = dataReport(list, factsOf(target, options, read), options.zone);
    await printTable(report, options.format, terminal);
  } finally {
    await source.close();
  }
}
