import { placeBehind } from '../../../apps/bridge/src/http/events/event-id.ts';
import { OutcomeEvents } from '../../../apps/bridge/src/http/events/outcome-events.ts';
import { OutcomeFilter } from '../../../apps/bridge/src/http/outcomes/outcome-filter.ts';
import type { RestoreReader, Session } from './restore-reader.ts';

const keepAliveMs = 50;

/** A reader of the bridge's event stream, without the HTTP around it. It comes back with the id that it had last. */
export class EventStreamReader implements RestoreReader {
  readonly kind = 'events';
  readonly got = new Set<number>();
  told = 0;
  #lastId: string | undefined;

  async read({ journal, limit, last, signal }: Session): Promise<void> {
    const from = this.#lastId === undefined ? 0 : (placeBehind(journal, this.#lastId) ?? 0);
    const filter = new OutcomeFilter({});
    const stopping = new AbortController();
    const events = new OutcomeEvents({ journal, filter, from, isUnmasked: true, keepAliveMs });
    let taken = 0;
    try {
      while (taken < limit && !this.got.has(last)) {
        signal.throwIfAborted();
        const piece = await events.next(stopping.signal);
        for (const event of piece.split('\n\n')) {
          if (taken >= limit) break;
          if (this.#take(event)) taken++;
        }
      }
    } finally {
      stopping.abort();
    }
  }

  /** True for an outcome. */
  #take(text: string): boolean {
    const value = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1];
    this.#lastId = value('id') ?? this.#lastId;
    const data = value('data') ?? '{}';
    const { reason, sessionIdentifier }: { reason?: unknown; sessionIdentifier?: string } = JSON.parse(data) as object;
    if (value('event') === 'gap' && reason === 'history') this.told++;
    if (value('event') !== 'outcome') return false;
    this.got.add(Number(sessionIdentifier));
    return true;
  }
}
