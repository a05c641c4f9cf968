import type { Level } from '../conditions/conditions.ts';
import type { Incident } from '../incidents/incident.ts';

/** A sign beside the words, so that a level can be found without reading. */
const signs: Readonly<Record<Level, string>> = { bad: '✗', warn: '!', unknown: '?', good: '·' };

const units: readonly (readonly [unit: string, ms: number])[] = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
];

/** Returns a duration by its two largest units: `2h 5m`. */
function durationText(ms: number): string {
  const first = units.findIndex(([, size]) => ms >= size);
  if (first === -1) return `${ms} ms`;
  const [[unit, size] = ['s', 1000], next] = units.slice(first);
  const rest = next === undefined ? 0 : Math.floor((ms % size) / next[1]);
  return `${Math.floor(ms / size)}${unit}${rest === 0 || next === undefined ? '' : ` ${rest}${next[0]}`}`;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Returns a time in the zone of this machine: `2026-11-29 03:12:05`. */
function timeText(unixMs: number): string {
  const at = new Date(unixMs);
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${day} ${[at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':')}`;
}

/** `holdsLetters` as words. */
function words(condition: string): string {
  return condition.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function lasted({ endedAt, lastAt, lastedMs, at }: Incident, now: number): string {
  if (endedAt === undefined) return `for ${durationText(Math.max(0, lastedMs + now - lastAt))}`;
  return lastedMs === 0 && endedAt === at ? '' : durationText(lastedMs);
}

function cells(incident: Incident, now: number): readonly string[] {
  const { level, at, part, name, before, after, times, reason } = incident;
  return [
    signs[level],
    timeText(at),
    name === '' ? part : `${part} ${name}`,
    before === undefined ? words(after) : `${words(before)} → ${words(after)}`,
    lasted(incident, now),
    times === 1 ? '' : `${times}×`,
    reason ?? '',
  ];
}

/** Returns the lines of a table with headings; times are in the zone of this machine, which the heading names. */
export function incidentTable(incidents: readonly Incident[], now: number): readonly string[] {
  if (incidents.length === 0) return ['No incidents.'];
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const headings = ['', `BEGAN (${zone})`, 'PART', 'CHANGE', 'LASTED', 'TIMES', 'REASON'];
  const rows = [headings, ...incidents.map((incident) => cells(incident, now))];
  const widths = headings.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
