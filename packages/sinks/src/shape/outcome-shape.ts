import { changedOutcome } from '@sdmp/outcomes';
import type { OutcomeColumn } from '@sdmp/outcomes/columns';
import { type DataSchema, dataShaper, dataTableColumns, type ShapedData } from '@sdmp/outcomes/data';
import { classificationColumns, classify, type InstallationRules, judgedOutcome } from '@sdmp/outcomes/rules';
import type { Refused, SinkOutcome } from '../sink.ts';

/** What outcomes go through on their way to a sink. */
export interface OutcomeShapeOptions {
  /** What line-of-business data go through. Absent: they go out as recorded. */
  readonly data?: DataSchema | undefined;
  /**
   * What becomes of outcomes whose data break the schema: `deadLetter` they are refused, with what is wrong; `deliver` they go out with what
   * fits. Default `deadLetter`.
   */
  readonly brokenData?: 'deadLetter' | 'deliver';
  /** What says success, contact, right party, conversion and disposition. Absent: success goes out as recorded, and nothing else. */
  readonly rules?: InstallationRules | undefined;
}

/** What an installation makes of outcomes on their way to a sink. */
export interface OutcomeShape {
  /** Columns that tables have beside those of every outcome. */
  readonly columns: readonly OutcomeColumn[];
  /** Returns the outcome as it goes out, or why it does not. */
  apply(each: SinkOutcome): SinkOutcome | Refused;
}

/** What is wrong is named so often; more is counted. */
const mostFaults = 5;

/** Returns why an outcome is refused. Holds nothing of the outcome. */
function brokenReason(faults: readonly string[]): string {
  const more = faults.length - mostFaults;
  return `its data break the schema: ${faults.slice(0, mostFaults).join('; ')}${more > 0 ? ` (and ${more} more)` : ''}`;
}

/** Returns a shape. Throws `INVALID_ARGUMENT` for a zone in the schema that is not known. */
export function outcomeShape({ data, brokenData = 'deadLetter', rules }: OutcomeShapeOptions): OutcomeShape {
  const shapeData = data === undefined ? undefined : dataShaper(data);
  return {
    columns: [
      ...(data === undefined ? [] : dataTableColumns(data)),
      ...(rules === undefined ? [] : classificationColumns),
    ],
    apply: (each) => {
      const shaped = shapeData?.(each.outcome.data);
      if (shaped !== undefined && shaped.faults.length > 0 && brokenData === 'deadLetter') {
        return { position: each.position, reason: brokenReason(shaped.faults) };
      }
      return changed(each, shaped, rules);
    },
  };
}

function changed(
  { position, id, source, outcome }: SinkOutcome,
  shaped: ShapedData | undefined,
  rules: InstallationRules | undefined,
): SinkOutcome {
  const judged = rules === undefined ? undefined : judgedOutcome(outcome);
  const isSuccess = judged === undefined || rules === undefined ? outcome.success : rules.success(judged);
  const classification = judged === undefined || rules === undefined ? undefined : classify(rules, judged);
  return {
    position,
    id,
    source,
    outcome: changedOutcome(outcome, {
      ...(shaped === undefined ? {} : { data: { text: shaped.text } }),
      isSuccess: () => isSuccess,
    }),
    cells: { ...shaped?.cells, ...classification },
    ...(classification === undefined ? {} : { classification }),
  };
}

/** Whether an outcome does not go out. */
export function isRefused(shaped: SinkOutcome | Refused): shaped is Refused {
  return 'reason' in shaped;
}
