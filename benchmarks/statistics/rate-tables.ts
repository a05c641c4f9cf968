import { type RateDimension, type RatedOutcome, RateTable } from '@sdmp/outcomes/rates';
import { thousands } from '../statistics.ts';

const reasons = [1, 2, 5, 7, 10, 10, 10];
const sessionsPerCall = 0.8;
/** Each table is counted so often, and the best taken: what else the machine does only adds. */
const rounds = 3;

const tables: readonly (readonly RateDimension[])[] = [[], ['campaign'], ['campaign', 'agent', 'reason', 'hour']];

function outcomeAt(index: number): RatedOutcome {
  const isLive = index % reasons.length > 3;
  return {
    time: Date.UTC(2026, 10, 30) + index * 40,
    tenant: 'default',
    campaign: `Campaign ${index % 12}`,
    agent: isLive ? `Agent ${index % 200}` : undefined,
    session: `session ${Math.floor(index * sessionsPerCall)}`,
    reason: reasons[index % reasons.length],
    agentOutcome: isLive ? 101 : undefined,
    success: isLive,
    conversion: undefined,
  };
}

function processorSeconds(by: readonly RateDimension[], outcomes: readonly RatedOutcome[]): number {
  const began = process.cpuUsage();
  const table = new RateTable({ by, zone: 'Europe/London' });
  for (const outcome of outcomes) table.add(outcome);
  const { user, system } = process.cpuUsage(began);
  if (table.total.counts.calls !== outcomes.length) throw new RangeError('outcomes were not counted');
  return (user + system) / 1e6;
}

/** Heading of the rows of `rateTableRows`. */
export const rateTableHeading = ['rates by', 'outcomes/s and core', 'µs', 'of the first'];

/** Measures how fast outcomes that were read are counted into rates, each table against the one without a dimension. */
export function rateTableRows(count: number): readonly string[][] {
  const outcomes = Array.from({ length: count }, (_, index) => outcomeAt(index));
  const best = tables.map((by) => Math.min(...Array.from({ length: rounds }, () => processorSeconds(by, outcomes))));
  const [first = 1] = best;
  return tables.map((by, index) => {
    const seconds = best[index] ?? 0;
    const name = by.length === 0 ? 'nothing: one row' : by.join(', ');
    return [
      name,
      thousands(count / seconds),
      ((seconds / count) * 1e6).toFixed(2),
      `${(seconds / first).toFixed(1)} x`,
    ];
  });
}
