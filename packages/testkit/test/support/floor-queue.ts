import type { FloorEvent } from '../../src/floor/floor-event.ts';
import type { QueueFigures } from './erlang.ts';

/** Measures the queue of a floor from its reports alone: LC to AC is the wait, AC to ND the service, ND without AC gives up. Machines do not wait. */
export function measureQueue(events: Iterable<FloorEvent>, agents: number, shiftMs: number): QueueFigures {
  const answered = new Map<string, number>();
  const connected = new Map<string, number>();
  const sums = { arrivals: 0, waits: 0, givesUp: 0, waitedMs: 0, talkedMs: 0 };
  for (const event of events) {
    if (event.kind !== 'report') continue;
    const { at, report, fields } = event;
    const session = fields.sessionIdentifier ?? '';
    if (report === 'lineConnected') {
      if (fields.machine !== undefined) continue;
      sums.arrivals++;
      answered.set(session, at);
    } else if (report === 'agentConnect') {
      const waited = at - (answered.get(session) ?? at);
      sums.waitedMs += waited;
      if (waited > 0) sums.waits++;
      connected.set(session, at);
      answered.delete(session);
    } else if (report === 'nowDisconnected') {
      const [since, begun] = [connected.get(session), answered.get(session)];
      if (since !== undefined) sums.talkedMs += at - since;
      else if (begun !== undefined) {
        sums.givesUp++;
        sums.waits++;
        sums.waitedMs += at - begun;
      }
      answered.delete(session);
      connected.delete(session);
    }
  }
  const { arrivals, waits, givesUp, waitedMs, talkedMs } = sums;
  return {
    waits: waits / arrivals,
    givesUp: givesUp / arrivals,
    meanWait: waitedMs / arrivals / 1000,
    occupancy: talkedMs / (agents * shiftMs),
  };
}
