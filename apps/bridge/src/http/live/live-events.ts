import type { WindowName } from '../campaigns/schema.ts';
import type { BridgeView } from '../server/bridge-view.ts';
import { eventText } from '../event-streams/event-text.ts';
import type { StreamSource } from '../event-streams/event-streams.ts';

/** Statistics per campaign come with every second beat. */
const beatsPerCampaigns = 2;

/** What the page needs to stay up to date. A slow reader misses seconds, and never gets old ones late. */
export function liveEvents(view: BridgeView, window: WindowName, showsTokens: boolean): StreamSource {
  let last = -1;
  let campaignsAt = Number.NEGATIVE_INFINITY;
  const next = async (signal: AbortSignal): Promise<string> => {
    const beat = await untilAborted(view.pulse.after(last), signal);
    last = beat.number;
    const tick = eventText({ event: 'tick', data: JSON.stringify(view.tick(beat, showsTokens)) });
    if (beat.number - campaignsAt < beatsPerCampaigns) return tick;
    campaignsAt = beat.number;
    return tick + eventText({ event: 'campaigns', data: JSON.stringify(view.campaigns(window)) });
  };
  return { next };
}

async function untilAborted<Value>(value: Promise<Value>, signal: AbortSignal): Promise<Value> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([value, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
