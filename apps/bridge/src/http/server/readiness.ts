import type { UpstreamDetails } from '../../upstream/upstream-status.ts';

/** How long a dialer that was live may be away before it counts as gone, milliseconds: a restart of the dialer, or of a switch. */
export const upstreamGraceMs = 60_000;

/** What readiness is made of. */
export interface ReadinessFacts {
  readonly isListening: boolean;
  readonly isJournalWritable: boolean;
  readonly upstreams: readonly Pick<UpstreamDetails, 'name' | 'state' | 'hasBeenLive' | 'reason' | 'awaySince'>[];
  /** Unix milliseconds. */
  readonly now: number;
}

/** `degraded`: not as it should be, and expected to be so again. */
export interface PartState {
  readonly part: string;
  readonly state: 'ok' | 'degraded' | 'failed';
  /** What is wrong, one line. */
  readonly detail?: string;
}

export interface Readiness {
  readonly ready: boolean;
  /** What has failed, a line each. */
  readonly missing: readonly string[];
  /** Everything that was looked at. */
  readonly parts: readonly PartState[];
}

function partOf(part: string, isOk: boolean, detail: string): PartState {
  return isOk ? { part, state: 'ok' } : { part, state: 'failed', detail };
}

function upstreamPart(upstream: ReadinessFacts['upstreams'][number], now: number): PartState {
  const { name, state, hasBeenLive, reason, awaySince } = upstream;
  const part = `upstream ${name}`;
  const because = reason === undefined ? '' : `: ${reason}`;
  if (state === 'subscribed') return { part, state: 'ok' };
  // A refusal does not pass by itself.
  if (state === 'refused') return { part, state: 'failed', detail: `${part} is refused${because}` };
  if (!hasBeenLive) return { part, state: 'failed', detail: `${part} has not been live yet${because}` };
  const awayMs = awaySince === undefined ? 0 : now - awaySince;
  const detail = `${part} has been away for ${Math.max(0, Math.round(awayMs / 1000))} s${because}`;
  return { part, state: awayMs <= upstreamGraceMs ? 'degraded' : 'failed', detail };
}

/**
 * The bridge is ready when subscribers can connect, the journal can be written to, and at least one dialer is there or was within the last
 * minute: then it does what it is for, if not for every dialer. Others that have failed are named, and do not make it unready.
 */
export function readiness({ isListening, isJournalWritable, upstreams, now }: ReadinessFacts): Readiness {
  const own = [
    partOf('listeners', isListening, 'subscribers cannot connect: no listener is up'),
    partOf('journal', isJournalWritable, 'the journal cannot be written to'),
  ];
  const dialers = upstreams.map((upstream) => upstreamPart(upstream, now));
  const isFed = dialers.length === 0 || dialers.some(({ state }) => state !== 'failed');
  const parts = [...own, ...dialers];
  const missing = parts.flatMap(({ state, detail }) => (state === 'failed' && detail !== undefined ? [detail] : []));
  return { ready: isFed && own.every(({ state }) => state === 'ok'), missing, parts };
}
