import { channel } from 'node:diagnostics_channel';

/** Channels of `node:diagnostics_channel` on which clients publish; silent unless someone subscribes. */
export const clientChannels = {
  /** Each `ClientStatus`, with `host` and `port`. */
  status: channel('sdmp.client.status'),
  /** A message that nobody waits for: `{ code, frame }`. Frames hold personal data. */
  unexpected: channel('sdmp.client.unexpected'),
  /** A frame above the size limit was skipped: `{ excerpt }`. */
  skipped: channel('sdmp.client.skipped'),
} as const;
