import type { DerivedValues } from '../columns/derived-columns.ts';
import type { CodeAndValue, OutcomeFields } from '../model/outcome-fields.ts';
import type { DataValue } from './data-value.ts';

/** What follows from the rest. */
type IgnoredValues = {
  readonly [Name in Exclude<keyof DerivedValues, keyof OutcomeFields>]?: DerivedValues[Name] | undefined;
};

/**
 * A JSON outcome as it is handed in. Everything may be absent. What follows from the rest (`id`, `reasonName`, `success`)
 * is taken, so that an outcome that was printed can be fed again, and ignored.
 */
export interface OutcomeInput extends Omit<OutcomeFields, 'data'>, IgnoredValues {
  readonly id?: string | undefined;
  /** ISO 8601 with a time zone. Default: when it is accepted. */
  readonly time?: string | undefined;
  /** An object is written as JSON text. */
  readonly data?: DataValue | undefined;
  readonly other?: readonly CodeAndValue[] | undefined;
  /** What the rules of an installation said of it; ignored. */
  readonly classification?: object | undefined;
}
