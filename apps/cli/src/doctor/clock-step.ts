import { fromOleDate } from '@sdmp/codec/data';
import { campaignData, codeOf } from '@sdmp/protocol';
import { formatDuration } from '../screen/format-duration.ts';
import { rejectionOf } from '../rejection-words.ts';
import { ask, type Talk } from './service-steps.ts';
import { ok, skipped, type Step, warning } from './step.ts';

const timeCode = codeOf(campaignData, 'timeStamp');
const quarterMs = 15 * 60_000;
/** Zones are whole quarters of an hour; no zone is further from UTC. */
const furthestZoneMs = 14 * 60 * 60_000;
/** A clock that is ahead by more is wrong for certain, milliseconds. */
const toleranceMs = 2000;

/**
 * Compares the dialer's clock with that of this machine by the time in CZ, the one message that a service can be asked for
 * at any moment and that bears a time. It says when the dialer has made it, so that a clock that is ahead shows for certain.
 */
export async function clockStep(talk: Talk, now: () => number = Date.now): Promise<Step> {
  const answer = await ask(talk, talk.requests.campaigns());
  const rejection = answer === undefined ? undefined : rejectionOf(answer);
  if (answer === undefined || rejection !== undefined) {
    const why = rejection === undefined ? 'EC was not answered' : `EC was rejected with ${rejection.words}`;
    return skipped('clock', `only the data of EC bears the time of the dialer, and ${why}`);
  }
  const data = await talk.conversation.next(({ code }) => code === campaignData.code, talk.limit());
  const receivedAt = now();
  await ask(talk, talk.requests.end());
  const time = data === undefined ? undefined : fromOleDate(data.get(timeCode) ?? '');
  if (time === undefined)
    return skipped('clock', 'no campaign runs: only CZ, the data of EC, bears the time of the dialer');
  return judge(time, receivedAt);
}

/** Tells the zone of the dialer from how far its clock is off: what is left of the nearest quarter of an hour. */
export function judge(time: number, receivedAt: number): Step {
  const apart = time - receivedAt;
  const zone = Math.round(apart / quarterMs) * quarterMs;
  const offset = apart - zone;
  const zoneWords = zone === 0 ? 'UTC' : `UTC${zone > 0 ? '+' : '-'}${formatDuration(Math.abs(zone))}`;
  if (Math.abs(zone) > furthestZoneMs) {
    const words = `CZ is of ${formatDuration(Math.abs(apart))} ${apart > 0 ? 'ahead' : 'ago'}`;
    return apart > 0
      ? warning('clock', words, 'set the clock of the dialer by NTP')
      : ok('clock', `${words}: no newer time is known`);
  }
  if (offset > toleranceMs) {
    const found = `the dialer is ahead of this machine by ${formatDuration(offset)} (its zone: ${zoneWords})`;
    return warning('clock', found, 'set both clocks by NTP: times of outcomes are theirs');
  }
  if (offset < -toleranceMs) {
    return ok(
      'clock',
      `the newest time of the dialer is of ${formatDuration(-offset)} ago (its zone: ${zoneWords}); not ahead`,
    );
  }
  return ok('clock', `within ${formatDuration(toleranceMs)} of this machine (zone of the dialer: ${zoneWords})`);
}
