import { type DataFraming, defaultMaxFrameBytes } from '@sdmp/protocol';
import { looksLikeJson } from '../json-end.ts';
import type { DataField, DataProblem } from './data-field.ts';
import { formats } from './formats.ts';

/** A name without the delimiters of legacy data, followed by a flag between tildes. */
const legacyBeginning = /^[^|~]*~[NY]~/;

/**
 * Detects the framing of line-of-business data by the start of the text. CallGem detects the framing of received DT
 * (documented), but its criteria are not public, so these are our choice, made only here. Any other text, including the empty
 * one, is unformatted.
 */
export function detectDataFraming(text: string): DataFraming {
  if (text.startsWith('<')) return 'xml';
  if (looksLikeJson(text, 0)) return 'json';
  return legacyBeginning.test(text) ? 'legacy' : 'unformatted';
}

/** Parsed line-of-business data. */
export interface ReadData {
  readonly framing: DataFraming;
  /** Fields in the order of the text. With a problem only those before the broken part. */
  readonly fields: readonly DataField[];
  /** Empty if everything was read. */
  readonly problems: readonly DataProblem[];
  /** The raw text. */
  readonly text: string;
}

/** Maximum length of text that is read, characters: the size of a frame. The writer keeps to the documented size. */
export const maxDataLength = defaultMaxFrameBytes;

/**
 * Parses line-of-business data (DT) in any framing. Never throws: broken parts yield problems, and the raw text is always
 * returned. Time and memory are linear in the text.
 */
export function readData(text: string): ReadData {
  const framing = detectDataFraming(text);
  if (text.length > maxDataLength) {
    const message = `The text is longer than ${maxDataLength} characters`;
    return { framing, fields: [], problems: [{ rule: 'size', message }], text };
  }
  return { framing, ...formats[framing].read(text), text };
}
