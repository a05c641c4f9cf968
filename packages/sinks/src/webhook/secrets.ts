import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { monotonicMs, type SinkClock } from '../sink-clock.ts';
import { SinkError, wrongSettings } from '../sink-error.ts';

/** How long what was read from files is used, milliseconds. */
const freshMs = 60_000;

export interface SecretsOptions {
  readonly secrets: readonly string[];
  readonly secretFiles: readonly string[];
  readonly clock: SinkClock;
}

const prefix = 'whsec_';
const base64 = /^(?=.)(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The key in a secret of Standard Webhooks. */
function keyOf(secret: string, where: string): Buffer {
  const text = secret.trim();
  const encoded = text.startsWith(prefix) ? text.slice(prefix.length) : text;
  // The message must not hold the secret.
  if (base64.test(encoded)) return Buffer.from(encoded, 'base64');
  throw wrongSettings(`${where} holds no secret: it must be base64, as in whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw`);
}

/** Signs after Standard Webhooks with every secret there is (https://www.standardwebhooks.com). */
export class Secrets {
  readonly #options: SecretsOptions;
  readonly #given: readonly Buffer[];
  #read: readonly Buffer[] = [];
  #readAt = Number.NEGATIVE_INFINITY;

  /** @throws SinkError `INVALID_ARGUMENT` when a secret given is none. */
  constructor(options: SecretsOptions) {
    this.#options = options;
    try {
      this.#given = options.secrets.map((secret) => keyOf(secret, 'a secret of the webhook'));
    } catch (cause) {
      throw new SinkError('INVALID_ARGUMENT', cause instanceof Error ? cause.message : String(cause));
    }
  }

  /** Reads the files when they were not read for a while. */
  async refresh(): Promise<void> {
    const { secretFiles, clock } = this.#options;
    if (secretFiles.length === 0 || monotonicMs(clock) - this.#readAt < freshMs) return;
    this.#read = await Promise.all(
      secretFiles.map(async (file) => {
        const text = await readFile(file, 'utf8').catch((cause: unknown) => {
          throw wrongSettings(`${file} cannot be read: check the path and its rights`, { cause });
        });
        return keyOf(text, file);
      }),
    );
    this.#readAt = monotonicMs(clock);
  }

  /** The headers that sign a body; none without a secret. */
  sign(id: string, body: Uint8Array): Record<string, string> {
    const keys = [...this.#given, ...this.#read];
    const at = Math.floor(this.#options.clock.now() / 1000);
    const identity = { 'webhook-id': id, 'webhook-timestamp': String(at) };
    if (keys.length === 0) return identity;
    const signatures = keys.map((key) => {
      const code = createHmac('sha256', key).update(`${id}.${at}.`).update(body).digest('base64');
      return `v1,${code}`;
    });
    return { ...identity, 'webhook-signature': signatures.join(' ') };
  }
}
