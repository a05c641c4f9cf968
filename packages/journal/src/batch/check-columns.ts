import type { RecordColumns, Scope } from '../journal.ts';

/** Largest body, bytes: 256 MiB. */
export const maxBodyBytes = 256 * 1024 * 1024;

export function faultInSize(bytes: number): string | undefined {
  return bytes > maxBodyBytes ? `body has ${bytes} bytes, at most ${maxBodyBytes} are stored` : undefined;
}

/** Why columns cannot be stored, or nothing. */
export function faultInColumns(columns: RecordColumns): string | undefined {
  const { count, scopes, scopeOf, classes, times, ends } = columns;
  if (!Number.isSafeInteger(count) || count < 0) return `count must be a whole number from 0 on, not ${count}`;
  const rows = Math.min(scopeOf.length, classes.length, times.length, ends.length);
  if (rows < count) return `there are ${rows} rows for ${count} records`;
  const unnamed = scopes.findIndex((scope) => !isNamed(scope));
  return unnamed < 0 ? faultInRows(columns) : `scope ${unnamed} is not named by strings`;
}

function isNamed({ tenant, campaign, source }: Scope): boolean {
  if (typeof tenant !== 'string' || typeof campaign !== 'string') return false;
  return source === undefined || (typeof source === 'string' && source !== '');
}

/** Looks at each, because what is stored wrong stays wrong. */
function faultInRows({ count, scopes, scopeOf, classes, times, ends, bodies }: RecordColumns): string | undefined {
  let start = 0;
  for (let row = 0; row < count; row++) {
    const end = ends[row] ?? 0;
    if (end < start || end > bodies.length) return `the body of record ${row} is outside the bodies`;
    if (end - start > maxBodyBytes) return `record ${row}: ${faultInSize(end - start)}`;
    if ((scopeOf[row] ?? 0) >= scopes.length) return `the scope of record ${row} is not there`;
    if (classes[row] === 0) return `classes of record ${row} must be 1 to 255, not 0`;
    if (!Number.isSafeInteger(times[row])) return `time of record ${row} must be whole milliseconds, not ${times[row]}`;
    start = end;
  }
  return undefined;
}
