import { lazy } from './lazy.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

const clockForm = lazy(
  () => new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
);
const secondsForm = lazy(() => new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', hourCycle: 'h23' }));
const zoneForm = lazy(() => new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' }));
const dayForm = lazy(() => new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' }));
const fullForm = lazy(
  () => new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' }),
);

function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

function withDay(text: string, time: number, now: number): string {
  return isSameDay(time, now) ? text : `${dayForm().format(time)}, ${text}`;
}

/** Returns the short name of the viewer's zone at a time, because summer time has another one: `GMT`, `BST`, `GMT-5`. */
export function zone(time: number): string {
  return (
    zoneForm()
      .formatToParts(time)
      .find(({ type }) => type === 'timeZoneName')?.value ?? ''
  );
}

/** Formats the time of day, where the zone stands elsewhere: `10:02`. */
export function timeOfDay(time: number): string {
  return clockForm().format(time);
}

/** Formats a time, where the zone stands elsewhere: `10:02`, on another day `21 Nov, 10:02`. */
export function bareMinutes(time: number, now: number): string {
  return withDay(clockForm().format(time), time, now);
}

/** Formats a time: `10:02 GMT`, on another day `21 Nov, 10:02 GMT`. */
export function clock(time: number, now: number): string {
  return withDay(`${clockForm().format(time)} ${zone(time)}`, time, now);
}

/** Formats a time with seconds, where the zone stands elsewhere: `10:02:07`, on another day with the date. */
export function bareClock(time: number, now: number): string {
  return withDay(secondsForm().format(time), time, now);
}

/** Formats a time with seconds: `10:02:07 GMT`, on another day with the date. */
export function clockWithSeconds(time: number, now: number): string {
  return `${bareClock(time, now)} ${zone(time)}`;
}

/** Formats a time with its full date: `22 Nov 2026, 10:02:07 GMT`. */
export function fullTime(time: number): string {
  return `${fullForm().format(time)} ${zone(time)}`;
}

/** Formats a time for a tooltip: with its full date, and as logs and exports have it, ISO 8601 in UTC. */
export function exactTime(time: number): string {
  return `${fullTime(time)}\n${new Date(time).toISOString()}`;
}

const steps = [
  { ms: day, unit: 'd', below: Number.POSITIVE_INFINITY },
  { ms: hour, unit: 'h', below: 2 * day },
  { ms: minute, unit: 'min', below: 2 * hour },
  { ms: second, unit: 's', below: 2 * minute },
] as const;

/** Formats a duration (`45 s`, `12 min`, `5 h`, `30 d`) in the largest unit with a value of at least two. */
export function duration(ms: number): string {
  const step = steps.findLast(({ below }) => ms < below);
  if (step === undefined) return '0 s';
  return `${Math.floor(ms / step.ms)} ${step.unit}`;
}

/** Formats a delay: `0.4 s`, from ten seconds on as a duration. */
export function delay(ms: number): string {
  return ms < 10 * second ? `${(ms / second).toFixed(1)} s` : duration(ms);
}

/** Formats how long an answer took: `12 ms`, from a second on as a delay. */
export function latency(ms: number): string {
  return ms < second ? `${Math.round(ms)} ms` : delay(ms);
}

/** Formats the age of a time: `45 s ago`, below two seconds `now`. */
export function ago(time: number, now: number): string {
  const ms = Math.max(0, now - time);
  return ms < 2 * second ? 'now' : `${duration(ms)} ago`;
}
