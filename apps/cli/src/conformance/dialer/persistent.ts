import { enumerateFinished, newPersistentID } from '@sdmp/protocol';
import { frameOf } from '../frame-of.ts';
import { must, NotChecked } from '../unmet.ts';
import type { ClientPeer, Subscription } from './client-peer.ts';
import type { Stage } from './stage.ts';

/** A subscription with a persist token. */
export interface PersistentSubscription extends Subscription {
  readonly persistToken: string;
}

/** Accepts the client's EO, which must ask for persistence, and announces its token by WP or another code. */
export async function subscribedWithToken(
  peer: ClientPeer,
  announcement: string = newPersistentID.code,
): Promise<PersistentSubscription> {
  const subscription = await peer.subscribed();
  const { persistToken, isRouted } = subscription;
  if (persistToken === undefined) throw new NotChecked('the client asks for no persistence: its EO has no PS');
  const { code } = newPersistentID;
  peer.send(frameOf(newPersistentID, { persistentID: persistToken }, { isRouted }).replace(code, announcement));
  return { ...subscription, persistToken };
}

/** Waits for the client on another connection, where it must re-issue the same EO. */
export async function reissued(
  stage: Stage,
  before: PersistentSubscription,
  timeoutMs?: number,
): Promise<{ readonly peer: ClientPeer; readonly subscription: Subscription }> {
  const peer = await stage.connection(timeoutMs);
  const subscription = await peer.subscribed();
  must(subscription.persistToken === before.persistToken, 'the EO after a reconnect bears another PS');
  return { peer, subscription };
}

/** Says that a transaction has ended. */
export function finish(peer: ClientPeer, { transactionIdentifier, isRouted }: Subscription): void {
  peer.send(frameOf(enumerateFinished, { transactionIdentifier }, { isRouted }));
}
