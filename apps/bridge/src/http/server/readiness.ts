import type { UpstreamStatus } from '../../upstream/upstream-status.ts';

/** What readiness is made of. */
export interface ReadinessFacts {
  readonly isListening: boolean;
  readonly isJournalWritable: boolean;
  readonly upstreams: readonly UpstreamStatus[];
}

export interface Readiness {
  readonly ready: boolean;
  /** What is not as it should be, a line each. */
  readonly missing: readonly string[];
}

function upstreamTrouble({ name, state, hasBeenLive, reason }: UpstreamStatus): string[] {
  const because = reason === undefined ? '' : `: ${reason}`;
  if (state === 'refused') return [`upstream ${name} is refused${because}`];
  return hasBeenLive ? [] : [`upstream ${name} has not been live yet${because}`];
}

/** An upstream that is away for a while does not make the bridge unready: what it has is served. */
export function readiness({ isListening, isJournalWritable, upstreams }: ReadinessFacts): Readiness {
  const missing = [
    ...(isListening ? [] : ['subscribers cannot connect: no listener is up']),
    ...(isJournalWritable ? [] : ['the journal cannot be written to']),
    ...upstreams.flatMap(upstreamTrouble),
  ];
  return { ready: missing.length === 0, missing };
}
