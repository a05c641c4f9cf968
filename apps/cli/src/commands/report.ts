import type { Command } from 'commander';
import type { CommandContext } from '../command-module.ts';
import { addAbandoned } from '../report/abandoned/command.ts';
import { addCompare } from '../report/compare/command.ts';
import { addData } from '../report/data/command.ts';
import { addDoNotCall } from '../report/do-not-call/command.ts';
import { addHeatMap } from '../report/heatmap/command.ts';
import { addRates } from '../report/rates/command.ts';
import { asGroup } from './subcommands.ts';

const examples = `
A report reads a journal folder, also beside a running service, or a bridge over HTTP, and changes nothing. Each prints text for a
terminal, CSV, JSON for programs, or one HTML page with charts; abandoned prints no CSV.

Examples:
  sdmp report rates ./outcomes --zone Europe/London --last 7d
  sdmp report compare ./outcomes --last 7d
  sdmp report heatmap ./outcomes --of connect --format html > week.html
  sdmp report abandoned ./outcomes --rule ofcom --zone Europe/London
  sdmp report do-not-call http://127.0.0.1:8080 --token-file token.txt
  sdmp report rates --help`;

export function configure(command: Command, context: CommandContext): void {
  asGroup(command.addHelpText('after', examples), 'rates, compare, heatmap, abandoned, do-not-call or data');
  for (const add of [addRates, addCompare, addHeatMap, addAbandoned, addDoNotCall, addData]) add(command, context);
}
