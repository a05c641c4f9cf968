import type { JetStreamLink } from './jetstream-link.ts';

/** A leader that takes messages in for so long without storing any is asked to make way, milliseconds. */
const stuckAfterMs = 8000;
/** How long the servers have to choose the next one, milliseconds. */
const askEveryMs = 20_000;
const answerWithinMs = 3000;

/**
 * Notices a leader that answers questions and stores nothing: after the loss of a server it may wait for ever for the
 * agreement of one that is there. Another leader comes out of that, or the same one after a new election.
 */
export class StuckStream {
  readonly #link: JetStreamLink;
  readonly #stream: string;
  #stuckSince: number | undefined;
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(link: JetStreamLink, stream: string) {
    this.#link = link;
    this.#stream = stream;
  }

  /** Something was stored. */
  moved(): void {
    this.#stuckSince = undefined;
  }

  /** Nothing was stored, or nobody said so. */
  async stood(): Promise<void> {
    const now = performance.now();
    this.#stuckSince ??= now;
    if (now - this.#stuckSince < stuckAfterMs || now - this.#askedAt < askEveryMs) return;
    this.#askedAt = now;
    const { connection, client } = this.#link;
    const subject = `${client.apiPrefix}.STREAM.LEADER.STEPDOWN.${this.#stream}`;
    // Without permission or an answer, waiting continues as before.
    await connection.request(subject, '', { timeout: answerWithinMs }).catch(() => undefined);
  }
}
