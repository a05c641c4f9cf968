import { formatDuration } from '../screen/format-duration.ts';

/** Returns `1,234`, `12.3`, `0.4`: as many digits as mean something. */
export function formatRate(perSecond: number): string {
  if (!Number.isFinite(perSecond)) return '-';
  return perSecond >= 100 ? formatWhole(perSecond) : String(Math.round(perSecond * 10) / 10);
}

export function formatWhole(count: number): string {
  return Math.round(count).toLocaleString('en');
}

/** Returns the time from a moment to another in whole seconds, `0 s` at the least. */
export function formatAge(from: number, to: number): string {
  const seconds = Math.round((to - from) / 1000);
  return seconds > 0 ? formatDuration(seconds * 1000) : '0 s';
}

/**
 * Returns how long a backlog takes at a rate while new outcomes come in: `live` where there is none, `never` where it does not get
 * shorter, `?` where nothing is known yet.
 */
export function formatTimeToLive(backlog: number, perSecond: number, arrivingPerSecond: number): string {
  if (backlog <= 0) return 'live';
  const shrinking = perSecond - arrivingPerSecond;
  if (perSecond <= 0 || Number.isNaN(shrinking)) return '?';
  return shrinking <= 0 ? 'never so' : formatDuration(Math.ceil(backlog / shrinking) * 1000);
}

/** Change of a number that only grows, per second, between the two newest readings. */
export class Speed {
  #value: number | undefined;
  #at = 0;
  #perSecond = Number.NaN;

  /** Takes a reading at a time, milliseconds; returns the change per second: not a number before there are two. */
  read(value: number, at: number): number {
    if (this.#value !== undefined && at > this.#at) {
      // A counter that is smaller than before has begun anew.
      this.#perSecond = (Math.max(0, value - this.#value) / (at - this.#at)) * 1000;
    }
    if (this.#value === undefined || at > this.#at) {
      this.#value = value;
      this.#at = at;
    }
    return this.#perSecond;
  }
}
