import { once } from 'node:events';
import { connect } from 'node:net';
import { type FloorEvent, type FloorTotals, reportFloor } from '../built-packages.ts';
import type { Tally } from './tally.ts';

/** An hour of the floor passes in three minutes. */
const speed = 20;
const sessionCode = 'SI';

/** A floor of agents whose calls are reported to the bridge over SDMP, which makes the outcomes. */
export interface Floor {
  /** Outcomes of calls that have ended. */
  readonly outcomes: number;
  /** Rejects when the bridge closes the connection or takes a report not. */
  readonly finished: Promise<void>;
  /** Ends the shift. Resolves with what was reported once each report is answered. */
  readonly end: () => Promise<FloorTotals>;
}

export async function startFloor(port: number, tally: Tally): Promise<Floor> {
  const socket = connect({ host: '127.0.0.1', port });
  await once(socket, 'connect');
  const stopping = new AbortController();
  let outcomes = 0;
  const onEvent = (event: FloorEvent): void => {
    if (event.kind !== 'outcome') return;
    outcomes++;
    tally.dial(sessionOf(event.fields));
  };
  const reporting = reportFloor({ seed: 1, socket, speed, signal: stopping.signal, onEvent });
  const finished = reporting.then(({ firstRejection }) => {
    if (firstRejection !== undefined) throw new Error(`the bridge rejected a report: ${firstRejection}`);
  });
  finished.catch(() => undefined);
  return {
    get outcomes() {
      return outcomes;
    },
    finished,
    end: async () => {
      stopping.abort();
      try {
        await finished;
        return await reporting;
      } finally {
        socket.destroy();
      }
    },
  };
}

/** Returns the session identifier of an outcome, which is unique. */
export function sessionOf(fields: readonly string[]): string {
  const at = fields.findIndex((code, index) => index % 2 === 0 && code === sessionCode);
  const session = at < 0 ? undefined : fields[at + 1];
  if (session === undefined) throw new RangeError('an outcome of the shift has no session identifier');
  return session;
}
