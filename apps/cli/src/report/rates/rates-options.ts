import { type RateDimension, rateDimensions } from '@sdmp/outcomes/rates';
import { InvalidArgumentError } from 'commander';
import type { RangeOptions } from '../report-options.ts';
import type { ReportFormat } from '../table/print-table.ts';

export interface RatesOptions extends RangeOptions {
  readonly by: readonly RateDimension[];
  readonly format: ReportFormat;
  readonly top?: number;
  /** File in which the counting is kept. */
  readonly keep?: string;
}

/** The words of `--by`, as people say them. */
export const dimensionWords: Readonly<Record<string, RateDimension>> = {
  campaign: 'campaign',
  agent: 'agent',
  reason: 'reason',
  outcome: 'agentOutcome',
  tenant: 'tenant',
  hour: 'hour',
  weekday: 'weekday',
  day: 'day',
  time: 'hourOfDay',
};

/** Reads `campaign` or `campaign,hour`. Campaigns and agents are told apart by tenant, too. */
export function parseDimensions(text: string): readonly RateDimension[] {
  const dimensions: RateDimension[] = [];
  for (const word of text.split(',')) {
    const dimension = Object.hasOwn(dimensionWords, word) ? dimensionWords[word] : undefined;
    if (dimension === undefined || !rateDimensions.includes(dimension)) {
      const known = Object.keys(dimensionWords).join(', ');
      throw new InvalidArgumentError(`'${word}' is none of ${known}; several are separated by commas.`);
    }
    if (!dimensions.includes(dimension)) dimensions.push(dimension);
  }
  const isOfTenant = dimensions.some((each) => each === 'campaign' || each === 'agent');
  return isOfTenant && !dimensions.includes('tenant') ? ['tenant', ...dimensions] : dimensions;
}
