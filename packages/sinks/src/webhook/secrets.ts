import { readFile } from 'node:fs/promises';
import { Webhook } from 'standardwebhooks';
import type { SinkClock } from '../sink-clock.ts';
import { SinkError, wrongSettings } from '../sink-error.ts';

/** How long what was read from files is used, milliseconds. */
const freshMs = 60_000;

export interface SecretsOptions {
  readonly secrets: readonly string[];
  readonly secretFiles: readonly string[];
  readonly clock: SinkClock;
}

function signerOf(secret: string, where: string): Webhook {
  try {
    return new Webhook(secret.trim());
  } catch {
    // The library's message may hold the secret.
    throw wrongSettings(`${where} holds no secret: it must be base64, as in whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw`);
  }
}

/** Signs after Standard Webhooks with every secret there is (https://www.standardwebhooks.com). */
export class Secrets {
  readonly #options: SecretsOptions;
  readonly #given: readonly Webhook[];
  #read: readonly Webhook[] = [];
  #readAt = Number.NEGATIVE_INFINITY;

  /** @throws SinkError `INVALID_ARGUMENT` when a secret given is none. */
  constructor(options: SecretsOptions) {
    this.#options = options;
    try {
      this.#given = options.secrets.map((secret) => signerOf(secret, 'a secret of the webhook'));
    } catch (cause) {
      throw new SinkError('INVALID_ARGUMENT', cause instanceof Error ? cause.message : String(cause));
    }
  }

  /** Reads the files when they were not read for a while. */
  async refresh(): Promise<void> {
    const { secretFiles, clock } = this.#options;
    if (secretFiles.length === 0 || clock.now() - this.#readAt < freshMs) return;
    this.#read = await Promise.all(
      secretFiles.map(async (file) => {
        const text = await readFile(file, 'utf8').catch((cause: unknown) => {
          throw wrongSettings(`${file} cannot be read: check the path and its rights`, { cause });
        });
        return signerOf(text, file);
      }),
    );
    this.#readAt = clock.now();
  }

  /** The headers that sign a body; none without a secret. */
  sign(id: string, body: string): Record<string, string> {
    const signers = [...this.#given, ...this.#read];
    const at = new Date(this.#options.clock.now());
    const identity = { 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)) };
    if (signers.length === 0) return identity;
    return { ...identity, 'webhook-signature': signers.map((signer) => signer.sign(id, at, body)).join(' ') };
  }
}
