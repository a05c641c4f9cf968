import type { IncidentEntry } from '../../api/types.ts';

/** Conditions and deeds of the incident log in words; the page's own words where a row of a part has them too. */
const words: Readonly<Record<string, string>> = {
  writable: 'working',
  unwritable: 'cannot be written to',
  rolling: 'catching up',
  unreached: 'not reached yet',
  away: 'disconnected',
  holdsLetters: 'has dead letters',
  refusing: 'refuses outcomes',
  full: 'paused: too many dead letters',
  failing: 'delivery fails',
  catchingUp: 'catching up',
  idle: 'disconnected, nothing waiting',
  killed: 'ended without being stopped',
  kept: 'left as it was',
  near: 'near its limit on abandoned calls',
  over: 'above its limit on abandoned calls',
};

/** Returns a condition in words: those that are a word already are their own. */
export function conditionWord(condition: string): string {
  return words[condition] ?? condition;
}

const parts: Readonly<Record<IncidentEntry['part'], string>> = {
  bridge: 'Bridge',
  campaign: 'Campaign',
  configuration: 'Configuration',
  users: 'Users',
  tls: 'TLS',
  journal: 'Journal',
  upstream: 'Dialer',
  sink: 'Sink',
  subscriber: 'Subscriber',
};

export const partNames = Object.keys(parts) as readonly IncidentEntry['part'][];

/** Returns the kind of part in words. */
export function partWord(part: IncidentEntry['part']): string {
  return parts[part];
}
