import type { ServiceLimits } from './service-options.ts';

/** What a session has kept the service waiting for. */
export type Overdue = 'idle' | 'frame' | 'reading';

/** What a session is doing now. */
export interface Activity {
  /** Whether it has transactions, or is sent DA at times: then it need not say anything. */
  readonly isInUse: boolean;
  /** Whether what was written waits for its peer to read. */
  readonly isBlocked: boolean;
  /** Whether its peer is not read for now, so that nothing can be expected of it. */
  readonly isHeld: boolean;
}

/** Since when a session has said nothing, has not finished a frame, has read nothing. Times are monotonic milliseconds. */
export class SessionTimes {
  readonly #limits: Pick<ServiceLimits, 'idleTimeMs' | 'frameTimeMs' | 'stalledTimeMs'>;
  #heard: number;
  #frameBegan: number | undefined;
  #blockedSince: number | undefined;

  constructor(limits: Pick<ServiceLimits, 'idleTimeMs' | 'frameTimeMs' | 'stalledTimeMs'>, now: number) {
    this.#limits = limits;
    this.#heard = now;
  }

  /** Bytes were read: they completed frames, or not, and may have begun another. */
  read(now: number, completed: boolean, isUnfinished: boolean): void {
    if (completed) this.#heard = now;
    if (!isUnfinished) this.#frameBegan = undefined;
    else if (completed || this.#frameBegan === undefined) this.#frameBegan = now;
  }

  /** The peer has taken what was written. */
  drained(): void {
    this.#blockedSince = undefined;
  }

  /** Returns what has taken longer than its limit. To be asked at times. */
  overdue(now: number, { isInUse, isBlocked, isHeld }: Activity): Overdue | undefined {
    const { idleTimeMs, frameTimeMs, stalledTimeMs } = this.#limits;
    if (isInUse) this.#heard = now;
    if (isHeld && this.#frameBegan !== undefined) this.#frameBegan = now;
    if (isBlocked) this.#blockedSince ??= now;
    else this.#blockedSince = undefined;
    if (now - (this.#blockedSince ?? now) > stalledTimeMs) return 'reading';
    if (now - (this.#frameBegan ?? now) > frameTimeMs) return 'frame';
    return now - this.#heard > idleTimeMs ? 'idle' : undefined;
  }
}
