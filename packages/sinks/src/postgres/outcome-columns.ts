import type { Outcome } from '@sdmp/outcomes';
import type { SinkOutcome } from '../sink.ts';

type Value = string | number | boolean | null;

export interface OutcomeColumn {
  readonly name: string;
  /** Its type in the table. */
  readonly type: string;
  /** Its type on the way there, where that is another one, and what makes one of the other. */
  readonly sent?: { readonly type: string; readonly convert: (value: string) => string };
  readonly isRequired?: boolean;
  /**
   * How a row that is there already is compared: `exact`, or `unlessNull` where the owner of the table may have removed the
   * value. Absent where it follows from the others, or from the settings of the sink.
   */
  readonly compared?: 'exact' | 'unlessNull';
  readonly comment: string;
  readonly value: (each: SinkOutcome) => Value;
}

function field(
  name: keyof Outcome,
  column: string,
  type: string,
  comment: string,
  compared?: OutcomeColumn['compared'],
): OutcomeColumn {
  return {
    name: column,
    type,
    comment,
    ...(compared === undefined ? {} : { compared }),
    value: ({ outcome }) => {
      const value = outcome[name];
      return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;
    },
  };
}

/** What the table holds of an outcome. Names are the catalogue's, in the way of SQL. */
export const outcomeColumns: readonly OutcomeColumn[] = [
  { name: 'id', type: 'text', isRequired: true, comment: 'Stable id, <journal>-<position>', value: ({ id }) => id },
  {
    name: 'position',
    type: 'bigint',
    isRequired: true,
    compared: 'exact',
    comment: 'Place in the journal: outcomes of one journal were recorded in this order',
    value: ({ position }) => position,
  },
  {
    name: 'source',
    type: 'text',
    compared: 'exact',
    comment: 'Name of the upstream',
    value: ({ source }) => source ?? null,
  },
  {
    name: 'recorded_at',
    type: 'timestamptz',
    sent: { type: 'float8', convert: (value) => `to_timestamp(${value} / 1000)` },
    isRequired: true,
    compared: 'exact',
    comment: 'When the outcome was recorded',
    value: ({ outcome }) => outcome.time,
  },
  field('tenantDescriptor', 'tenant_descriptor', 'text', 'TD', 'exact'),
  field('campaignName', 'campaign_name', 'text', 'CN', 'exact'),
  field('sessionIdentifier', 'session_identifier', 'text', 'SI, the call', 'exact'),
  field('telephoneNumber', 'telephone_number', 'text', 'Personal data. TN as on the wire', 'unlessNull'),
  field('agentIdentifier', 'agent_identifier', 'text', 'Personal data. AN, null when no agent took part', 'unlessNull'),
  field('agentAlternativeIdentifier', 'agent_alternative_identifier', 'text', 'Personal data', 'unlessNull'),
  field('reason', 'reason', 'integer', 'RE, the result of the switch', 'exact'),
  field('reasonName', 'reason_name', 'text', 'What the catalogue calls the reason'),
  field('agentOutcome', 'agent_outcome', 'integer', 'AO, the result of the agent', 'exact'),
  field('rawCause', 'raw_cause', 'integer', 'IR, the raw network cause', 'exact'),
  { ...field('dontDial', 'dont_dial', 'boolean', 'The agent declined the preview call'), isRequired: true },
  { ...field('success', 'success', 'boolean', 'What the rule of success said'), isRequired: true },
  field(
    'data',
    'data',
    'text',
    'Personal data. DT, line-of-business data as on the wire; data::jsonb where it is JSON',
    'unlessNull',
  ),
  {
    name: 'other',
    type: 'jsonb',
    compared: 'unlessNull',
    comment: 'May be personal data. Parameters without a column and repeats: [[code, value], …]',
    value: ({ outcome: { other } }) => (other.length === 0 ? null : JSON.stringify(other)),
  },
];

const integerColumns = ['reason', 'agentOutcome', 'rawCause'] as const;
const largestInteger = 2 ** 31 - 1;

/** Why PostgreSQL could not hold an outcome, known before it is asked; undefined when nothing speaks against it. */
export function unfitFor(each: SinkOutcome, holdsNul: (each: SinkOutcome) => boolean): string | undefined {
  const { outcome } = each;
  if (holdsNul(each)) return 'holds a NUL character, which PostgreSQL cannot store';
  const tooLarge = integerColumns.find((name) => (outcome[name] ?? 0) > largestInteger);
  return tooLarge === undefined ? undefined : `${tooLarge} is larger than an integer of PostgreSQL`;
}
