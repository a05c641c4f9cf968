import type { DataFraming } from '@sdmp/protocol';
import { looksLikeJson } from '../json-end.ts';

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
