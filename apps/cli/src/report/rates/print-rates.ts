import { Corrections, RateTable } from '@sdmp/outcomes/rates';
import type { Terminal } from '@sdmp/terminal';
import { readRules } from '../../rules/read-rules.ts';
import { rangeOf } from '../report-options.ts';
import { openSource } from '../source/open-source.ts';
import { journalSource } from '../source/journal-source.ts';
import type { OutcomeRange, OutcomeSource } from '../source/outcome-source.ts';
import { scan } from '../source/scan.ts';
import { printTable } from '../table/print-table.ts';
import { keepRates } from './keep-rates.ts';
import type { RatesOptions } from './rates-options.ts';
import { type CountedRates, hasHour, ratesReport } from './rates-report.ts';

/** Prints rates. Changes nothing in the source; a service may have the journal open. */
export async function printRates(target: string, options: RatesOptions, terminal: Terminal): Promise<void> {
  const { by, zone, format } = options;
  const rules = await readRules(options.rules);
  const counted: CountedRates = {
    corrections: new Corrections(),
    table: new RateTable({ by, zone, rules }),
    // Attempts are of the other table alone, so that sessions are kept once.
    byHour: hasHour(by) ? undefined : new RateTable({ by: [...by, 'hour'], zone, rules, maxSessions: 0 }),
  };
  if (options.keep === undefined) {
    const source = await openSource(target, options, terminal);
    try {
      await count(source, rangeOf(options), counted, terminal);
    } finally {
      await source.close();
    }
  } else {
    const source = await journalSource(target);
    try {
      const kept = await keepRates(options.keep, source.journal, counted, options, terminal);
      await count(source, kept.range, counted, terminal);
      await kept.save();
    } finally {
      await source.close();
    }
  }
  await printTable(ratesReport(target, counted, options, rules), format, terminal);
}

async function count(
  source: OutcomeSource,
  range: OutcomeRange,
  { table, byHour, corrections }: CountedRates,
  terminal: Terminal,
): Promise<void> {
  await scan(
    source,
    range,
    terminal,
    (outcome, sign) => {
      table.add(outcome, sign);
      byHour?.add(outcome, sign);
    },
    corrections,
  );
}
