const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const;

/** Returns a duration as people write it, in its largest unit and the next: `1 s`, `1.5 s`, `2 min 5 s`, `3 d 4 h`. */
export function formatDuration(durationMs: number): string {
  const rounded =
    durationMs < 10_000 && durationMs >= 1000 ? Math.round(durationMs / 100) * 100 : Math.round(durationMs);
  if (rounded >= 1000 && rounded < 10_000) return `${rounded / 1000} s`;
  const whole = rounded < 1000 ? rounded : Math.round(rounded / 1000) * 1000;
  const at = units.findIndex(([, size]) => whole >= size);
  const [unit, size] = units[at] ?? ['ms', 1];
  const [nextUnit, nextSize] = units[at + 1] ?? [];
  const first = `${Math.floor(whole / size)} ${unit}`;
  const rest = nextSize === undefined || nextUnit === 'ms' ? 0 : Math.floor((whole % size) / nextSize);
  return rest === 0 ? first : `${first} ${rest} ${nextUnit ?? ''}`;
}
