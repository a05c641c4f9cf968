import { RateTable } from '@sdmp/outcomes/rates';
import type { Terminal } from '@sdmp/terminal';
import { type Command, Option } from 'commander';
import type { CommandContext } from '../../command-module.ts';
import { subcommand } from '../../commands/subcommands.ts';
import { readRules } from '../../rules/read-rules.ts';
import { addRangeOptions, addRulesOption, factsOf, type RangeOptions, rangeOf, withSince } from '../report-options.ts';
import { openSource } from '../source/open-source.ts';
import { scan } from '../source/scan.ts';
import { type ReportFormat, reportFormats } from '../table/print-table.ts';
import { type HeatMap, heatMap, heatMeasures, type HeatMeasure } from './heatmap.ts';
import { heatMapCsv, heatMapHtml, heatMapJson, heatMapText } from './heatmap-formats.ts';

interface HeatMapOptions extends RangeOptions {
  readonly of: HeatMeasure;
  readonly format: ReportFormat;
}

const help = `
When in the week: each hour of the day on each weekday, all weeks of the period together, by the clock of the zone.

Examples:
  sdmp report heatmap ./outcomes --zone Europe/London
  sdmp report heatmap ./outcomes --of connect --campaign Sales1 --last 28d
  sdmp report heatmap ./outcomes --of abandon --format html > abandoned.html`;

export function addHeatMap(parent: Command, { terminal, finish }: CommandContext): void {
  addRulesOption(addRangeOptions(subcommand(parent, 'heatmap', 'calls or a rate by weekday and hour of the day')))
    .addOption(new Option('--of <measure>', 'what is shown').choices(Object.keys(heatMeasures)).default('calls'))
    .addOption(new Option('--format <format>').choices(reportFormats).default('text'))
    .addHelpText('after', help)
    .action(async (source: string, given: HeatMapOptions, self: Command) => {
      await printHeatMap(source, withSince(given, self), terminal);
      finish(0);
    });
}

const formats: Readonly<Record<Exclude<ReportFormat, 'text'>, (map: HeatMap) => string>> = {
  csv: heatMapCsv,
  json: heatMapJson,
  html: heatMapHtml,
};

async function printHeatMap(target: string, options: HeatMapOptions, terminal: Terminal): Promise<void> {
  const { zone, of, format } = options;
  const rules = await readRules(options.rules);
  const table = new RateTable({ by: ['weekday', 'hour'], zone, rules, maxSessions: 0 });
  const source = await openSource(target, options, terminal);
  try {
    await scan(source, rangeOf(options), terminal, (outcome, sign) => table.add(outcome, sign));
  } finally {
    await source.close();
  }
  const map = heatMap(table, of, factsOf(target, options, table.total.counts.calls));
  if (format === 'text') await terminal.output.writeStyled(heatMapText(map, terminal));
  else await terminal.output.write(formats[format](map));
}
