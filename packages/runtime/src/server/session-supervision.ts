import type { Socket } from 'node:net';
import type { WireEncoding } from '@sdmp/codec';
import { peerAddress } from './peer-address.ts';
import type { Replies } from './replies.ts';
import type { SessionPlaces } from './session-places.ts';
import type { Overdue } from './session-times.ts';
import type { ServiceSettings } from './service-options.ts';
import type { OutcomeSession } from './transaction.ts';

export interface SessionSupervisionParts {
  readonly settings: ServiceSettings;
  readonly places: SessionPlaces;
  readonly replies: Replies;
}

/** Decides which sockets are taken in, and ends those that keep a place for nothing. */
export class SessionSupervision {
  readonly #parts: SessionSupervisionParts;

  constructor(parts: SessionSupervisionParts) {
    this.#parts = parts;
  }

  /** Whether a new socket has a place; otherwise it is told why and closed. */
  admits(socket: Socket, encoding: WireEncoding): boolean {
    const { settings, places, replies } = this.#parts;
    const { events, maxSessions, maxSessionsPerAddress } = settings;
    const host = socket.remoteAddress ?? '?';
    const address = peerAddress(socket);
    const admission = places.admit(host);
    if (admission.kind === 'refused') {
      const { by, open } = admission;
      if (by === 'all') events.report('sessionsRefused', { address, open, limit: maxSessions });
      else events.report('addressSessionsRefused', { address, open, limit: maxSessionsPerAddress });
      refuse(socket, replies.refusal(encoding, 'unavailable', tooMany));
      return false;
    }
    const { displaced } = admission;
    if (displaced !== undefined) {
      const { session, open } = displaced;
      events.report('sessionsDisplaced', { address: session.remoteAddress, open });
      this.#dismiss(session, tooMany);
    }
    return true;
  }

  /** Ends the sockets that have taken too long for something. */
  endOverdue(): void {
    const now = performance.now();
    for (const session of this.#parts.places.sessions) {
      const overdue = session.overdue(now);
      if (overdue !== undefined) this.#end(session, overdue);
    }
  }

  #end(session: OutcomeSession, overdue: Overdue): void {
    const { events, idleTimeMs, frameTimeMs, stalledTimeMs } = this.#parts.settings;
    const { remoteAddress: address } = session;
    switch (overdue) {
      case 'idle':
        events.report('sessionsIdle', { address, limit: idleTimeMs });
        this.#dismiss(session, `This socket asked for nothing within ${idleTimeMs} ms`);
        break;
      case 'frame':
        events.report('framesUnfinished', { address, limit: frameTimeMs });
        this.#dismiss(session, `This socket did not finish a frame within ${frameTimeMs} ms`);
        break;
      case 'reading':
        events.report('sessionsStalled', { address, limit: stalledTimeMs });
        session.cut();
        break;
    }
  }

  #dismiss(session: OutcomeSession, words: string): void {
    this.#parts.replies.farewell(session, 'unavailable', words);
    session.dismiss();
  }
}

const tooMany = 'Too many connections are open; try again';

/** Tells a socket that never becomes a session why, and ends it without waiting for its peer. */
function refuse(socket: Socket, words: Uint8Array): void {
  // It may be gone already.
  socket.on('error', () => undefined);
  socket.write(words);
  socket.destroySoon();
}
