import { type DataFraming, defaultMaxFrameBytes } from '@sdmp/protocol';
import type { DataField } from './data-field.ts';
import type { DataProblem } from './data-problem.ts';
import { detectDataFraming } from './detect-data-framing.ts';
import { formats } from './formats.ts';

/** Line-of-business data as they were read. */
export interface ReadData {
  readonly framing: DataFraming;
  /** In the order of the text. With a problem they are those in front of what is broken. */
  readonly fields: readonly DataField[];
  /** Empty: everything was read. */
  readonly problems: readonly DataProblem[];
  /** The raw text. */
  readonly text: string;
}

/** Longest text that is read, characters: all that fits into a frame. The writer keeps to the documented size. */
export const maxDataLength = defaultMaxFrameBytes;

/**
 * Line-of-business data (DT) to fields, in whatever framing they are. Never throws: what is broken gives problems, and the
 * raw text is always there. Time and memory are linear in the text.
 */
export function readData(text: string): ReadData {
  const framing = detectDataFraming(text);
  if (text.length > maxDataLength) {
    const message = `The text is longer than ${maxDataLength} characters`;
    return { framing, fields: [], problems: [{ rule: 'size', message }], text };
  }
  return { framing, ...formats[framing].read(text), text };
}
