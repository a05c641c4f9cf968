import type { Message } from '@sdmp/codec';
import type { Revision } from '@sdmp/protocol';
import type { CodeAndValue, OutcomeFields } from './outcome-fields.ts';

/** What can be read of an outcome, by the catalogue's long names; undefined is absent. */
export type OutcomeValues = {
  readonly [Name in Exclude<keyof OutcomeFields, 'dontDial'>]: OutcomeFields[Name] | undefined;
} & {
  readonly id: string | undefined;
  /** Unix milliseconds. */
  readonly time: number;
  readonly reasonName: string | undefined;
  readonly dontDial: boolean;
  readonly success: boolean;
  /** What it corrects; undefined for the outcome itself. */
  readonly corrected: Revision | undefined;
  /** What has no long name, and repeats. */
  readonly other: readonly CodeAndValue[];
  readonly message: Message;
};
