import { zoneClockReader } from './zone-clock-reader.ts';

/** Parts of a date and how they are found in a text; the longer spelling first. */
const parts = {
  YYYY: String.raw`(?<year>\d{4})`,
  YY: String.raw`(?<year>\d{2})`,
  MM: String.raw`(?<month>\d{2})`,
  M: String.raw`(?<month>\d{1,2})`,
  DD: String.raw`(?<day>\d{2})`,
  D: String.raw`(?<day>\d{1,2})`,
  HH: String.raw`(?<hour>\d{2})`,
  H: String.raw`(?<hour>\d{1,2})`,
  mm: String.raw`(?<minute>\d{2})`,
  ss: String.raw`(?<second>\d{2})`,
  SSS: String.raw`(?<millisecond>\d{3})`,
} as const;

const spelling = new RegExp(Object.keys(parts).join('|'), 'g');
/** Two digits of a year stand for 2000 to 2099. */
const century = 2000;

function isPart(word: string): word is keyof typeof parts {
  return Object.hasOwn(parts, word);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

/** What a format names, each once. */
function partNames(format: string): readonly string[] {
  const words = format.match(spelling) ?? [];
  return words.map((word) => (isPart(word) ? (/<(\w+)>/.exec(parts[word])?.[1] ?? '') : ''));
}

/** Returns why a format cannot be meant; undefined when it can. */
export function dateFormatProblem(format: string, hasTime: boolean): string | undefined {
  const names = partNames(format);
  const repeated = names.find((name, at) => names.indexOf(name) !== at);
  if (repeated !== undefined) return `names the ${repeated} twice`;
  const wanted = hasTime ? ['year', 'month', 'day', 'hour'] : ['year', 'month', 'day'];
  const missing = wanted.filter((name) => !names.includes(name));
  if (missing.length > 0) return `lacks ${missing.join(', ')}: write YYYY, MM, DD, HH, mm, ss, SSS`;
  return !hasTime && names.includes('hour') ? 'has a time: give the column the type dateTime' : undefined;
}

/** Returns what reads texts of a format as the clock on the wall, encoded like a Unix time; undefined for any other text. */
export function wallTimeReader(format: string): (text: string) => number | undefined {
  let form = '';
  let from = 0;
  for (const { 0: word, index } of format.matchAll(spelling)) {
    form += escaped(format.slice(from, index)) + (isPart(word) ? parts[word] : '');
    from = index + word.length;
  }
  const whole = new RegExp(`^${form}${escaped(format.slice(from))}$`);
  return (text) => {
    const groups = whole.exec(text)?.groups;
    return groups === undefined ? undefined : wallTime(groups);
  };
}

function wallTime(groups: Readonly<Record<string, string | undefined>>): number | undefined {
  const of = (name: string): number => Number(groups[name] ?? 0);
  const year = groups['year']?.length === 2 ? century + of('year') : of('year');
  const [month, day, hour, minute, second] = [of('month'), of('day'), of('hour'), of('minute'), of('second')];
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, of('millisecond'));
  const isThere =
    date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 60;
  return isThere ? date.getTime() : undefined;
}

const isoForm =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)[T ](?<hour>\d\d):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<millisecond>\d{1,3})\d*)?)?(?<offset>Z|[+-]\d\d:?\d\d)?$/;
const minuteMs = 60_000;

/** Returns what reads times of ISO 8601 as Unix milliseconds; those without an offset are of a zone. */
export function isoTimeReader(zone: string): (text: string) => number | undefined {
  const toUnix = zoneClockReader(zone);
  return (text) => {
    const groups = isoForm.exec(text)?.groups;
    if (groups === undefined) return undefined;
    const wall = wallTime({ ...groups, millisecond: groups['millisecond']?.padEnd(3, '0') });
    const { offset } = groups;
    if (wall === undefined || offset === undefined) return wall === undefined ? undefined : toUnix(wall);
    return wall - offsetMinutes(offset) * minuteMs;
  };
}

function offsetMinutes(offset: string): number {
  if (offset === 'Z') return 0;
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(-2))];
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}
