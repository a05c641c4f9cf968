import type { Refused, Sink, SinkOutcome } from '../sink.ts';
import { closedSink, type SinkError } from '../sink-error.ts';
import { answerError, noAnswer } from './answer-meaning.ts';
import { BodyWriter, contentTypes, requestId } from './compose.ts';
import { HttpPost, type PostAnswer } from './http-post.ts';
import { lanesOf } from './lanes.ts';
import { Secrets } from './secrets.ts';
import { type WebhookOptions, type WebhookSettings, webhookSettings } from './webhook-options.ts';

/**
 * Posts outcomes as CloudEvents 1.0 to an HTTP address, signed after Standard Webhooks. A receiver tells repeats by
 * `webhook-id`, or by the events' ids.
 *
 * @throws SinkError `INVALID_ARGUMENT`
 */
export function webhookSink(options: WebhookOptions): Sink {
  return new WebhookSink(webhookSettings(options));
}

/** Stands in an answer for the value of a header of ours. */
const hiddenHeader = '•••';

/** What is known of a delivery that may have to be repeated, by request id. */
interface Progress {
  /** Taken, or refused by name. */
  readonly settled: Set<string>;
  /** Refused as a whole, to be sent in halves. */
  readonly split: Set<string>;
  readonly refused: Map<number, Refused>;
}

class WebhookSink implements Sink {
  readonly kind = 'webhook';
  readonly preferredOutcomes: number;
  readonly #settings: WebhookSettings;
  readonly #secrets: Secrets;
  readonly #bodies = new BodyWriter();
  #post: HttpPost | undefined;
  #progress: Progress = { settled: new Set(), split: new Set(), refused: new Map() };

  constructor(settings: WebhookSettings) {
    this.#settings = settings;
    this.#secrets = new Secrets(settings);
    this.preferredOutcomes = settings.preferredOutcomes;
  }

  async open(_signal?: AbortSignal, notice: (line: string) => void = () => undefined): Promise<void> {
    await this.#secrets.refresh();
    this.#post ??= new HttpPost({ ...this.#settings, notice });
  }

  async deliver(batch: readonly SinkOutcome[], signal: AbortSignal): Promise<readonly Refused[]> {
    const post = this.#post;
    if (post === undefined) throw closedSink(this.kind);
    signal.throwIfAborted();
    await this.#secrets.refresh();
    const { ordered, parallel } = this.#settings;
    const failing = new AbortController();
    const lanes = lanesOf(batch, ordered, parallel).map(async (lane) => {
      try {
        await this.#sendLane(lane, { post, signal, failing: failing.signal });
      } catch (cause) {
        failing.abort();
        throw cause;
      }
    });
    const failures = (await Promise.allSettled(lanes)).filter((lane) => lane.status === 'rejected');
    // What was settled is not sent again when the rest is: the next delivery may begin with it.
    if (failures.length > 0) throw slowest(failures.map(({ reason }) => reason as unknown));
    const refused = batch.flatMap(({ position }) => this.#progress.refused.get(position) ?? []);
    this.#progress = { settled: new Set(), split: new Set(), refused: new Map() };
    return refused;
  }

  async close(): Promise<void> {
    this.#post?.close();
    this.#post = undefined;
  }

  async #sendLane(lane: readonly SinkOutcome[], way: Way): Promise<void> {
    const { eventsPerRequest } = this.#settings;
    for (let at = 0; at < lane.length; at += eventsPerRequest) {
      await this.#send(lane.slice(at, at + eventsPerRequest), way);
    }
  }

  /** Sends these in one request, or in halves where the receiver will not take them together. */
  async #send(outcomes: readonly SinkOutcome[], way: Way): Promise<void> {
    const { settled, split, refused } = this.#progress;
    const id = requestId(outcomes, this.#settings.isBatched);
    if (settled.has(id) || way.failing.aborted) return;
    if (!split.has(id)) {
      const error = await this.#request(id, outcomes, way);
      if (error === undefined) return void settled.add(id);
      if (error.retryable) throw error;
      const [only] = outcomes;
      if (outcomes.length === 1 && only !== undefined) {
        const more = error.answer === undefined ? {} : { answer: error.answer };
        refused.set(only.position, { position: only.position, reason: error.message, ...more });
        return void settled.add(id);
      }
      split.add(id);
    }
    const middle = outcomes.length >> 1;
    await this.#send(outcomes.slice(0, middle), way);
    await this.#send(outcomes.slice(middle), way);
  }

  /** Returns what the receiver said without the values of our headers, which may be secrets. */
  #withoutHeaders(answer: string): string {
    const values = Object.values(this.#settings.headers).filter((value) => value !== '');
    return values.reduce((text, value) => text.replaceAll(value, hiddenHeader), answer);
  }

  async #request(id: string, outcomes: readonly SinkOutcome[], { post, signal }: Way): Promise<SinkError | undefined> {
    const { isBatched, url, headers, clock } = this.#settings;
    const body = this.#bodies.body(outcomes, isBatched);
    const answer = await post
      .post(
        {
          body,
          headers: {
            'user-agent': 'sdmp-sinks',
            ...headers,
            'content-type': isBatched ? contentTypes.batched : contentTypes.structured,
            'content-length': String(body.length),
            ...this.#secrets.sign(id, body),
          },
        },
        signal,
      )
      .catch((cause: unknown): PostAnswer => {
        throw signal.aborted ? signal.reason : noAnswer(cause, url.host);
      });
    return answerError({ ...answer, text: this.#withoutHeaders(answer.text) }, url.host, clock.now());
  }
}

interface Way {
  readonly post: HttpPost;
  readonly signal: AbortSignal;
  /** Aborted when another lane failed: nothing new is sent. */
  readonly failing: AbortSignal;
}

/** Of several failures the one that asks for the longest wait. */
function slowest(causes: readonly unknown[]): unknown {
  const waitOf = (cause: unknown): number =>
    cause instanceof Error && 'retryAfterMs' in cause && typeof cause.retryAfterMs === 'number'
      ? cause.retryAfterMs
      : 0;
  return causes.toSorted((a, b) => waitOf(b) - waitOf(a))[0];
}
