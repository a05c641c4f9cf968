import { SdmpError } from '@sdmp/protocol';

const dayMs = 86_400_000;
const secondMs = 1000;

/**
 * Returns what makes Unix milliseconds of the clock on the wall of a zone, which is encoded like a Unix time. When clocks are set back, the
 * first of the two times; an hour that is left out counts by the clock before it. Throws `INVALID_ARGUMENT` for a zone that is not known.
 */
export function zoneClockReader(zone: string): (wall: number) => number {
  if (zone === 'UTC') return (wall) => wall;
  const format = zoneFormat(zone);
  const offsetAt = (time: number): number => wallOf(format, time) - Math.floor(time / secondMs) * secondMs;
  return (wall) => {
    const before = wall - offsetAt(wall - dayMs);
    const after = wall - offsetAt(wall + dayMs);
    const right = [before, after].filter((time) => time + offsetAt(time) === wall);
    return right.length === 0 ? before : Math.min(...right);
  };
}

function zoneFormat(zone: string): Intl.DateTimeFormat {
  const two = '2-digit';
  try {
    return new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
    });
  } catch {
    throw new SdmpError('INVALID_ARGUMENT', `'${zone}' is no known time zone: use a name such as Europe/London`);
  }
}

function wallOf(format: Intl.DateTimeFormat, time: number): number {
  const of = new Map(format.formatToParts(time).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => of.get(type) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}
