import type { Journal } from '../journal.ts';
import { type JournalPlace, tagOf } from './branch.ts';

/**
 * What somebody has seen of a journal and keeps outside of its files: how far it came, and which restores were known. When
 * the files go back, this does not, and shows it.
 */
export interface SeenHistory extends JournalPlace {
  /** The restores that were known, each as `<branch>.<position>`. */
  readonly restores: readonly string[];
}

type SeenJournal = Pick<Journal, 'id' | 'end' | 'history'>;

/** Returns what there is to be seen of a journal now. */
export function seeHistory(journal: SeenJournal): SeenHistory {
  const { end, history } = journal;
  return { journal: history.nameAt(Math.max(0, end - 1)), position: end, restores: restoresIn(journal) };
}

/**
 * Compares a journal with what was seen of it earlier, and notes a restore when it has gone back since and nobody knows:
 * each reader is told once. Returns whether that was so. This is the one place that decides what counts as evidence.
 *
 * Hand in only what this side has kept by itself, such as the state of a sink: a client can make a place up, and is told of
 * another history without a trace in the journal. Even a wrong claim costs no more than one position for each opening, and
 * a needless warning to each reader.
 *
 * @throws JournalError when the restore cannot be stored.
 */
export async function noticeRestore(journal: SeenJournal, seen: SeenHistory, keptBy: string): Promise<boolean> {
  const { id, history } = journal;
  if (tagOf(id, seen.journal) === undefined) return false;
  const resolved = history.resolve(seen);
  if (resolved.kind === 'here') return false;
  const known = new Set(seen.restores);
  if (restoresIn(journal).some((restore) => !known.has(restore))) return false;
  const since = resolved.at;
  const atLeast = resolved.kind === 'unknown' ? 0 : Math.max(0, seen.position - since);
  await history.markRestored({ since, atLeast, evidence: `${keptBy}, which has seen position ${seen.position},` });
  return true;
}

function restoresIn({ history }: SeenJournal): readonly string[] {
  return history.losses.map(({ at }) => `${history.nameAt(at)}.${at}`);
}

/** Reads what was kept as JSON; undefined for what is none. */
export function readSeenHistory(text: string): SeenHistory | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { journal, position, restores }: Partial<Record<keyof SeenHistory, unknown>> = value;
  if (typeof journal !== 'string' || typeof position !== 'number' || !Array.isArray(restores)) return undefined;
  return { journal, position, restores: restores.filter((each) => typeof each === 'string') };
}
