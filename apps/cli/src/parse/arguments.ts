import { type Endpoint, readDuration, readEndpoint, readPositions, readRate, readSize } from '@sdmp/terminal';
import { InvalidArgumentError } from 'commander';
import { type Enumeration, enumerations, findEnumeration, parseVersion } from '@sdmp/protocol';

/** Returns a parser of an argument that reports `right`, the form expected, where `read` returns nothing. */
export function argument<Value>(read: (text: string) => Value | undefined, right: string): (text: string) => Value {
  return (text) => {
    const value = read(text);
    if (value === undefined) throw new InvalidArgumentError(right);
    return value;
  };
}

const largestPort = 65_535;
const portForm = /^(?:\[[^\]]+\]|[^:]+):(\d+)$/;

/** Reads `HOST:PORT`, `[::1]:6502` or, with a default port, `HOST`. */
export function parseEndpoint(text: string, defaultPort?: number): Endpoint {
  const endpoint = readEndpoint(text, defaultPort);
  if (endpoint !== undefined) return endpoint;
  const [, port = ''] = portForm.exec(text.trim()) ?? [];
  if (Number(port) > largestPort) {
    throw new InvalidArgumentError(`The port ${port} is too large: ports end at ${largestPort}.`);
  }
  throw new InvalidArgumentError('An endpoint is HOST:PORT, such as 127.0.0.1:6502 or [::1]:6502.');
}

/** Reads `HOST:PORT` for an option; commander hands over a second argument, which is no port. */
export function parseWholeEndpoint(text: string): Endpoint {
  return parseEndpoint(text);
}

/** Checks that the text is a release, such as `10.6.660`. */
export function parseRelease(text: string): string {
  try {
    parseVersion(text);
    return text;
  } catch {
    throw new InvalidArgumentError('A release is two to four numbers with dots between, such as 10.6.660.');
  }
}

/** Returns a parser of whole numbers from `min` to `max`. */
export function wholeNumberBetween(min: number, max: number = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number < min || number > max) {
      const limit = max === Number.MAX_SAFE_INTEGER ? `of at least ${min}` : `from ${min} to ${max}`;
      throw new InvalidArgumentError(`It must be a whole number ${limit}.`);
    }
    return number;
  };
}

const timeForm =
  /^(\d{4}-\d\d-\d\d)(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d))?$/;

/** Whether the calendar has such a day: `Date.parse` takes 30 February for 2 March. */
function isDay(day: string): boolean {
  const midnight = Date.parse(day);
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day);
}

/** Reads `2026-11-22` (UTC) or `2026-11-22T09:00+01:00` to Unix milliseconds. */
export const parseTime = argument((text) => {
  const [, day = ''] = timeForm.exec(text) ?? [];
  const time = isDay(day) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}, 'A time is a date of the calendar (UTC), or has a zone, to the millisecond at most, such as 2026-11-22, 2026-11-22T09:00Z or 2026-11-22T09:00+01:00.');

/** Reads `7,8` to positions of the journal. */
export const parsePositions = argument(readPositions, 'Positions are whole numbers, such as 7,8.');

/** Reads `4096`, `64KiB`, `1MiB`, `10GiB` or `1.5GB` to bytes. */
export const parseSize = argument(readSize, 'A size is a number of bytes, or with KiB, MiB, GiB or TiB, such as 1MiB.');

/** Reads `100/s`, `6000/min` or `100` to a number per second. */
export const parseRate = argument(
  readRate,
  'A rate is a number per second, minute or hour, such as 100/s or 6000/min.',
);

const enumerationCodes = enumerations.map(({ code }) => code).join(', ');

/** `EC` or `EnumerateCampaigns`. */
export const parseEnumeration: (text: string) => Enumeration = argument(
  findEnumeration,
  `It must be one of ${enumerationCodes}.`,
);

/** Reads `500ms`, `10s`, `1.5h`, `30d` to milliseconds. */
export const parseDuration = argument(
  readDuration,
  'A duration is a number with ms, s, m, h, d or w, such as 500ms, 10s or 30d.',
);

/** Reads an `http:` or `https:` address. */
export const parseUrl = argument((text) => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined;
}, 'An address is http://HOST:PORT or https://HOST, such as http://127.0.0.1:8080.');

/** Reads a factor above 0, or `max`, which is Infinity. */
export const parseSpeed = argument((text) => {
  if (text === 'max') return Number.POSITIVE_INFINITY;
  const factor = /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : 0;
  return factor > 0 ? factor : undefined;
}, "A speed is a factor such as 1, 0.5 or 10, or 'max'.");
