export { type CallTally, tallyNames } from './call-tally.ts';
export { Corrections, type CorrectionsState, type SignedOutcome } from './corrections.ts';
export { maxAmountsKept, ReportedAmounts } from './reported-amounts.ts';
export { type DimensionValue, type RateDimension, rateDimensions } from './rate-dimension.ts';
export { type RatedOutcome, ratedOutcome } from './rated-outcome.ts';
export { amountOf } from '../rules/judged-outcome.ts';
export { defaultMaxRows, type RateRow, RateTable, type RateTableOptions } from './rate-table.ts';
export {
  isClearDifference,
  type RateDefinition,
  rateDefinitions,
  type RateName,
  type RateParts,
  ratePartsOf,
  type Rates,
  ratesOf,
} from './rates.ts';
export { defaultMaxSessions, sessionDigest } from './session-set.ts';
export type { RateTableState, StoredRow } from './table-state.ts';
export { ZoneClock, type ZoneTime } from './zone-clock.ts';
