import { Calendar } from '@sdmp/outcomes/compliance';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseDuration, parseTime, wholeNumberBetween } from '../parse/arguments.ts';
import { addTokenOption, type TokenOptions } from '../token-option.ts';
import type { OutcomeRange } from './source/outcome-source.ts';
import type { Fact } from './table/report-table.ts';

/** What every report can be asked. */
export interface RangeOptions extends OutcomeRange, TokenOptions {
  /** Name in the tz database. */
  readonly zone: string;
  /** File of rules. */
  readonly rules?: string;
  /** The time up to now, milliseconds; instead of `since`. */
  readonly last?: number;
}

/** Returns the zone, or throws in a line for one that is not known. */
export function parseZone(text: string): string {
  try {
    return new Calendar(text).zone;
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
  }
}

export function zoneOption(): Option {
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return new Option('--zone <zone>', 'time zone of the campaigns, such as Europe/London')
    .argParser(parseZone)
    .default(here);
}

const position = wholeNumberBetween(0);

/** Adds the source of a report and the options that say which outcomes it is about. */
export function addRangeOptions(command: Command): Command {
  return addTokenOption(
    command
      .argument('<source>', 'journal folder, as given to sdmp serve --data, or http:// of a bridge')
      .addOption(zoneOption())
      .option('--campaign <name>', 'only this campaign')
      .option('--tenant <name>', 'only this tenant')
      .option('--since <time>', 'recorded at that time or later, such as 2026-11-22T00:00Z', parseTime)
      .option('--until <time>', 'recorded before that time', parseTime)
      .option('--last <duration>', 'instead of --since: recorded in the time up to now, such as 7d', parseDuration)
      .option('--from <position>', 'first position', position)
      .option('--to <position>', 'last position', position),
  );
}

/** Adds `--rules`. */
export function addRulesOption(command: Command): Command {
  return command.option(
    '--rules <file>',
    "what counts as contact and conversion, and names of agent outcomes ('sdmp help rules')",
  );
}

/** Returns the options with `since` set where `last` says it. Ends the command with a line for both. */
export function withSince<Options extends RangeOptions>(options: Options, command: Command): Options {
  const { last, since, until } = options;
  if (last !== undefined && since !== undefined) command.error('error: give --since or --last, not both');
  const from = last === undefined ? since : Date.now() - last;
  if (from !== undefined && until !== undefined && from >= until) {
    command.error('error: --until must be later than the beginning of the time');
  }
  return from === undefined ? options : { ...options, since: from };
}

/** Returns only what says which outcomes are meant. */
export function rangeOf({ campaign, tenant, since, until, from, to }: RangeOptions): OutcomeRange {
  const all = { campaign, tenant, since, until, from, to };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

/** `2026-11-27 09:00`, on the clock of a zone. */
export function timeIn(zone: string, time: number): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return format.format(time);
}

/** Returns what a report says of its outcomes. */
export function factsOf(source: string, options: RangeOptions, outcomes: number): readonly Fact[] {
  const { zone, since, until, from, to, campaign, tenant, rules } = options;
  const start = since === undefined ? 'the beginning' : timeIn(zone, since);
  const end = until === undefined ? 'now' : timeIn(zone, until);
  const positions =
    from === undefined && to === undefined ? [] : [['positions', `${from ?? 0} to ${to ?? 'the end'}`] as const];
  return [
    ['source', source],
    ['period', `${start} to ${end}, ${zone}`],
    ...positions,
    ...(tenant === undefined ? [] : [['tenant', tenant] as const]),
    ...(campaign === undefined ? [] : [['campaign', campaign] as const]),
    ...(rules === undefined ? [] : [['rules', rules] as const]),
    ['outcomes', outcomes.toLocaleString('en')],
  ];
}
