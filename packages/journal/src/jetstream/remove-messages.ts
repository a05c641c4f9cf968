import type { JetStreamLink } from './jetstream-link.ts';
import { persist } from './nats-failure.ts';

/** Messages deleted at once: more are no faster, neither on one server nor on three. */
const deletedAtOnce = 64;

/** Removes a message and overwrites its bytes where it is stored. */
export function wipe(link: JetStreamLink, stream: string, sequence: number, closed: AbortSignal): Promise<void> {
  return remove(link, stream, sequence, { overwrite: true }, closed);
}

/**
 * Deletes every message up to `last`, one by one. The server's own purge is no use here: version 2.9.10 loses messages behind
 * the place it is given when the one there and one before it were wiped.
 */
export async function removeUpTo(
  link: JetStreamLink,
  stream: string,
  last: number,
  closed: AbortSignal,
): Promise<void> {
  const { first_seq: first } = (await persist(() => link.manager.streams.info(stream), closed)).state;
  for (let from = first; from <= last; from += deletedAtOnce) {
    const count = Math.min(deletedAtOnce, last - from + 1);
    const deleting = Array.from({ length: count }, (_, index) =>
      remove(link, stream, from + index, { overwrite: false }, closed),
    );
    await Promise.all(deleting);
  }
}

async function remove(
  { manager }: JetStreamLink,
  stream: string,
  sequence: number,
  { overwrite }: { readonly overwrite: boolean },
  closed: AbortSignal,
): Promise<void> {
  await persist(
    () =>
      manager.streams.deleteMessage(stream, sequence, overwrite).catch(async (error: unknown) => {
        // Gone already, by an earlier attempt or by another process.
        if ((await manager.streams.getMessage(stream, { seq: sequence })) !== null) throw error;
      }),
    closed,
  );
}
