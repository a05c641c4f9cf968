import { type RateDimension, RateTable } from '@sdmp/outcomes/rates';
import type { Terminal } from '@sdmp/terminal';
import { readRules } from '../../rules/read-rules.ts';
import { vocabularyOf } from '../dimension-names.ts';
import { factsOf, type RangeOptions, rangeOf, timeIn } from '../report-options.ts';
import { openSource } from '../source/open-source.ts';
import { scan } from '../source/scan.ts';
import { printTable, type ReportFormat } from '../table/print-table.ts';
import { compareReport } from './compare-report.ts';

export interface CompareOptions extends RangeOptions {
  readonly by: readonly RateDimension[];
  readonly format: ReportFormat;
  /** Beginning of the period now, Unix milliseconds. */
  readonly since: number;
  readonly until: number;
  readonly beforeSince: number;
  readonly beforeUntil: number;
}

/** Prints two periods side by side; both are read in one go. */
export async function printCompare(target: string, options: CompareOptions, terminal: Terminal): Promise<void> {
  const { by, zone, since, until, beforeSince, beforeUntil } = options;
  const rules = await readRules(options.rules);
  const before = new RateTable({ by, zone, rules });
  const now = new RateTable({ by, zone, rules });
  const source = await openSource(target, options, terminal);
  try {
    const range = {
      ...rangeOf(options),
      since: Math.min(since, beforeSince),
      until: Math.max(until, beforeUntil),
    };
    await scan(source, range, terminal, (outcome, sign) => {
      const { time } = outcome;
      if (time >= since && time < until) now.add(outcome, sign);
      if (time >= beforeSince && time < beforeUntil) before.add(outcome, sign);
    });
  } finally {
    await source.close();
  }
  const period = (from: number, to: number): string => `${timeIn(zone, from)} to ${timeIn(zone, to)}, ${zone}`;
  const others = factsOf(target, options, 0).filter(([name]) => name !== 'period' && name !== 'outcomes');
  const facts = [
    ...others,
    ['now', period(since, until)] as const,
    ['before', period(beforeSince, beforeUntil)] as const,
  ];
  await printTable(compareReport({ by, before, now, facts }, vocabularyOf(rules)), options.format, terminal);
}
