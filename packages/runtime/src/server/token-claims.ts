import { type Claim, type ClaimStore, type Cursor, JournalError, ownerOf, type CursorSaver } from '@sdmp/journal';
import { separator } from '@sdmp/protocol';
import type { Replies } from './replies.ts';
import type { ServiceSettings } from './service-options.ts';
import type { TransactionRegistry } from './transaction-registry.ts';

export interface TokenClaimsParts {
  readonly settings: ServiceSettings;
  readonly registry: TransactionRegistry;
  readonly saver: CursorSaver;
  readonly replies: Replies;
}

interface Claimed {
  readonly tenant: string;
  readonly token: string;
  readonly claim: Claim;
}

/**
 * Persist tokens that several services over one journal serve: a token is delivered by the service that holds its claim,
 * and by no other. It is taken when a socket asks for it, and released when no socket has it any more.
 */
export class TokenClaims {
  readonly #store: ClaimStore;
  readonly #parts: TokenClaimsParts;
  readonly #claimed = new Map<string, Claimed>();
  readonly #taking = new Map<string, Promise<void>>();
  readonly #lettingGo = new Map<string, Promise<void>>();
  readonly #closed = new AbortController();

  constructor(store: ClaimStore, parts: TokenClaimsParts) {
    this.#store = store;
    this.#parts = parts;
  }

  holds(tenant: string, token: string): boolean {
    return this.#claimed.get(keyOf(tenant, token))?.claim.lost.aborted === false;
  }

  /** Resolves when the token is this service's, and its positions are known as the previous holder left them (PS-5). */
  take(tenant: string, token: string): Promise<void> {
    const key = keyOf(tenant, token);
    const under = this.#taking.get(key);
    if (under !== undefined) return under;
    const taking = this.#take(key, tenant, token).finally(() => this.#taking.delete(key));
    this.#taking.set(key, taking);
    return taking;
  }

  /** Releases the tokens that no socket has any more. */
  settle(): void {
    for (const [key, { tenant, token }] of this.#claimed) {
      if (!this.#parts.registry.isHeld(tenant, token) && !this.#taking.has(key)) this.#letGo(key);
    }
  }

  /** Learns where the tokens stand that no socket of this service has. */
  async refresh(): Promise<void> {
    const { registry, settings } = this.#parts;
    const cursors: Cursor[] = [];
    await settings.journal.cursors.each((cursor) => {
      cursors.push(cursor);
    });
    for (const { tenant, token } of registry.parked) {
      if (!this.#isOwn(tenant, token)) registry.forgetToken(tenant, token);
    }
    for (const cursor of cursors) {
      const owner = ownerOf(cursor);
      if (owner.kind === 'subscriber' && !this.#isOwn(cursor.tenant, owner.token)) registry.load(cursor);
    }
  }

  /** Every token is free for the others when this resolves. */
  async close(): Promise<void> {
    this.#closed.abort(new JournalError('JOURNAL_CLOSED', 'The service is closed.'));
    for (const key of this.#claimed.keys()) this.#letGo(key);
    await Promise.all(this.#lettingGo.values());
  }

  #isOwn(tenant: string, token: string): boolean {
    const key = keyOf(tenant, token);
    return this.#claimed.has(key) || this.#lettingGo.has(key);
  }

  async #take(key: string, tenant: string, token: string): Promise<void> {
    await this.#lettingGo.get(key);
    const claim = await this.#store.claim(key, this.#closed.signal);
    try {
      await this.#load(tenant, token);
    } catch (error) {
      await claim.release();
      throw error;
    }
    this.#claimed.set(key, { tenant, token, claim });
    const onLost = (): void => this.#lose(key, claim);
    if (claim.lost.aborted) onLost();
    else claim.lost.addEventListener('abort', onLost, { once: true });
    claim.lost.throwIfAborted();
  }

  async #load(tenant: string, token: string): Promise<void> {
    const { registry, settings } = this.#parts;
    registry.forgetToken(tenant, token);
    await settings.journal.cursors.each((cursor) => {
      const owner = ownerOf(cursor);
      if (cursor.tenant === tenant && owner.kind === 'subscriber' && owner.token === token) registry.load(cursor);
    });
  }

  /** Delivery stops at once. Who lost the token to another socket gets EF; who lost it to an outage may come back. */
  #lose(key: string, claim: Claim): void {
    const claimed = this.#claimed.get(key);
    if (claimed === undefined || claimed.claim !== claim) return;
    const { registry, replies, settings } = this.#parts;
    const { tenant, token } = claimed;
    const cause: unknown = claim.lost.reason;
    const isTaken = cause instanceof JournalError && cause.code === 'JOURNAL_CLAIM_TAKEN';
    for (const transaction of registry.liveOf(tenant, token)) {
      registry.park(transaction);
      if (isTaken) replies.finish(transaction.session, transaction.isRouted, transaction.identifier);
      else transaction.session.dismiss();
    }
    const reason = isTaken ? 'another service serves it now' : 'the journal could not be reached in time';
    settings.events.report('claimsLost', { token, reason });
    this.#letGo(key);
  }

  /** Saves where the token stands, then lets the others have it. */
  #letGo(key: string): void {
    const claimed = this.#claimed.get(key);
    if (claimed === undefined) return;
    this.#claimed.delete(key);
    const { registry, saver, settings } = this.#parts;
    const { tenant, token, claim } = claimed;
    const lettingGo = saver
      .flush()
      .then(() => {
        registry.forgetToken(tenant, token);
        return claim.release();
      })
      .catch((cause: unknown) => settings.events.report('tokensNotReleased', { token, cause }))
      .finally(() => this.#lettingGo.delete(key));
    this.#lettingGo.set(key, lettingGo);
  }
}

function keyOf(tenant: string, token: string): string {
  return tenant + separator + token;
}
