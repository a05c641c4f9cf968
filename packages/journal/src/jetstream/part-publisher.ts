import type { JetStreamLink } from './jetstream-link.ts';
import type { PartHeader } from './part-header.ts';
import { writePartHeader } from './part-header.ts';

/** One message to be stored. */
export interface Part {
  readonly header: PartHeader;
  readonly data: Uint8Array;
}

/** How long one attempt to store a message may take, milliseconds. */
const publishTimeoutMs = 3000;

/**
 * Stores messages right behind the message `after`, one behind the other, or fails. Each stands only where it is expected,
 * so that a failure without an answer can be repeated: at most one message ever takes that place.
 */
export async function publishParts(
  { client }: JetStreamLink,
  subject: string,
  parts: readonly Part[],
  after: number,
): Promise<unknown> {
  const published = await Promise.allSettled(
    parts.map(async ({ header, data }, index) => {
      const { commit, attempt, part } = header;
      const { seq } = await client.publish(subject, data, {
        headers: writePartHeader(header),
        msgID: `${commit}.${attempt}.${part}`,
        expect: { lastSequence: after + index },
        timeout: publishTimeoutMs,
      });
      if (seq !== after + index + 1) throw new Error(`stored at ${seq} instead of ${after + index + 1}`);
    }),
  );
  const failed = published.find((each) => each.status === 'rejected');
  return failed?.reason;
}
