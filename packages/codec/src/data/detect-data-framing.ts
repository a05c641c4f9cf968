import type { DataFraming } from '@sdmp/protocol';
import { looksLikeJson } from '../json-end.ts';

/** A name without the characters that divide legacy data, then a flag between tildes. */
const legacyBeginning = /^[^|~]*~[NY]~/;

/**
 * The framing of line-of-business data, by the beginning of their text. CallGem detects the framing of DT that it is sent
 * (documented); by what it tells them apart is not documented publicly, so this is our choice, and this the one place
 * where it is made. Text that is none of the three is unformatted, the empty text included.
 */
export function detectDataFraming(text: string): DataFraming {
  if (text.startsWith('<')) return 'xml';
  if (looksLikeJson(text, 0)) return 'json';
  return legacyBeginning.test(text) ? 'legacy' : 'unformatted';
}
