import { hash } from 'node:crypto';
import { Buffer } from 'node:buffer';
import type { Journal, JournalRecord, RecordBatch } from '@sdmp/journal';
import { defaultRepetitionWindow, RepetitionWindow } from './repetition-window.ts';

export interface RedundantPairOptions {
  /** Names of the upstreams that deliver the same outcomes. */
  readonly members: readonly string[];
  /** Outcomes remembered. Default 100,000. */
  readonly window?: number;
  /** Called when an outcome is forgotten that not all members have sent. */
  readonly forgotten?: () => void;
}

/**
 * Upstreams that ask one dialer for the same outcomes under different persist tokens, so that either may fail. An outcome
 * is known by its tenant and its bytes without what belongs to the delivery.
 */
export class RedundantPair {
  readonly #window: RepetitionWindow;
  readonly #appending = new Set<Promise<unknown>>();

  constructor({ members, window = defaultRepetitionWindow, forgotten }: RedundantPairOptions) {
    this.#window = new RepetitionWindow(members, { limit: window, ...(forgotten === undefined ? {} : { forgotten }) });
  }

  /** Knows what the members recorded last, so that a restart records nothing again. */
  static async load(
    journal: Pick<Journal, 'first' | 'end' | 'read'>,
    options: RedundantPairOptions,
  ): Promise<RedundantPair> {
    const pair = new RedundantPair(options);
    const members = new Set<string | undefined>(options.members);
    const { window = defaultRepetitionWindow } = options;
    const { end } = journal;
    for (let from = Math.max(journal.first, end - window); from < end; ) {
      const { batch, next } = await journal.read(from);
      if (batch !== undefined) pair.#rememberAll(batch, from, members);
      from = next;
    }
    return pair;
  }

  /** The records that no other member has sent. */
  admit(member: string, records: readonly JournalRecord[]): readonly JournalRecord[] {
    return records.filter(({ tenant, body }) => this.#window.isFresh(member, keyOf(tenant, body)));
  }

  /** Waits for an append, and lets the other members wait for it too. */
  async append(appended: Promise<void>): Promise<void> {
    this.#appending.add(appended);
    try {
      await appended;
    } finally {
      this.#appending.delete(appended);
    }
  }

  /** Resolves when what other members hand in now is on disk: a repetition must not be acknowledged before it is. */
  async settled(): Promise<void> {
    await Promise.all(this.#appending);
  }

  #rememberAll(batch: RecordBatch, from: number, members: ReadonlySet<string | undefined>): void {
    let start = 0;
    for (let index = 0; index < batch.count; index++) {
      const end = batch.ends[index] ?? start;
      const scope = batch.scopes[batch.scopeOf[index] ?? 0];
      if (scope !== undefined && batch.first + index >= from && end > start && members.has(scope.source)) {
        this.#window.remember(keyOf(scope.tenant, batch.bodies.subarray(start, end)));
      }
      start = end;
    }
  }
}

function keyOf(tenant: string, body: string | Uint8Array): string {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  return `${tenant}\n${hash('sha1', bytes, 'base64')}`;
}
