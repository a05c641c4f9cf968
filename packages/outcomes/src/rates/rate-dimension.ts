import type { RatedOutcome } from './rated-outcome.ts';
import type { ZoneTime } from './zone-clock.ts';

/**
 * What calls are told apart by. `hour` is an hour of the day, `weekday` 1 (Monday) to 7, `day` a calendar day, `hourOfDay` an hour of a
 * calendar day, all by the clock of the zone.
 */
export const rateDimensions = [
  'tenant',
  'campaign',
  'agent',
  'reason',
  'agentOutcome',
  'hour',
  'weekday',
  'day',
  'hourOfDay',
] as const;

/** What calls of a rate table are told apart by: one of `rateDimensions`. */
export type RateDimension = (typeof rateDimensions)[number];

/** Undefined where an outcome has none, such as no agent. */
export type DimensionValue = string | number | undefined;

type ReadDimension = (outcome: RatedOutcome, at: ZoneTime) => DimensionValue;

export const readDimension: Readonly<Record<RateDimension, ReadDimension>> = {
  tenant: ({ tenant }) => tenant,
  campaign: ({ campaign }) => campaign,
  agent: ({ agent }) => agent,
  reason: ({ reason }) => reason,
  agentOutcome: ({ agentOutcome }) => agentOutcome,
  hour: (_, { hour }) => hour,
  weekday: (_, { weekday }) => weekday,
  day: (_, { day }) => day,
  hourOfDay: (_, { day, hour }) => `${day} ${String(hour).padStart(2, '0')}:00`,
};
