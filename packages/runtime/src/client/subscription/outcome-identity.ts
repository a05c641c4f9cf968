import { codeOf, outcomeData, type Place, placeCode, placePositionAt, separator } from '@sdmp/protocol';
import type { FrameRun } from '../connection/frame-run.ts';

const transactionSegment = separator + codeOf(outcomeData, 'transactionIdentifier');

const placeSegment = separator + placeCode;

/** Where a place stands in a text. */
interface PlaceLead {
  readonly journal: string;
  /** Up to where its position begins. */
  readonly text: string;
}

/** Returns how the place at `at` of a text begins; undefined where there is none. The service writes it right behind the transaction. */
export function placeLeadAt(text: string, at: number, connectionJournal: string | undefined): PlaceLead | undefined {
  if (!text.startsWith(placeSegment, at)) return undefined;
  const begin = at + placeSegment.length;
  const end = text.indexOf('.', begin);
  const journal = end === begin ? connectionJournal : text.slice(begin, end);
  if (end < 0 || journal === undefined || journal.includes(separator)) return undefined;
  return { journal, text: text.slice(at, end + 1) };
}

/** Returns what makes an outcome the same one: its place, or without one its whole frame without the transaction (ACK-3). */
export function identityOf(run: FrameRun, at: number): string {
  const known = run.placeOf(at);
  if (known !== undefined) return placeIdentity(known);
  const frame = withoutTransaction(run.frame(at));
  const begin = frame.indexOf(separator);
  const lead = begin < 0 ? undefined : placeLeadAt(frame, begin, run.head.journal);
  if (lead === undefined) return frame;
  const position = placePositionAt(frame, begin + lead.text.length);
  return Number.isNaN(position) ? frame : placeIdentity({ journal: lead.journal, position });
}

/** Returns the identity of an outcome that has a place. No frame begins so. */
export function placeIdentity({ journal, position }: Pick<Place, 'journal' | 'position'>): string {
  return `@${journal}.${position}`;
}

function withoutTransaction(frame: string): string {
  const start = frame.indexOf(transactionSegment);
  if (start < 0) return frame;
  const end = frame.indexOf(separator, start + 1);
  return frame.slice(0, start) + (end < 0 ? '' : frame.slice(end));
}
