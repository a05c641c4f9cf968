import type { Terminal } from '@sdmp/terminal';
import { Option } from 'commander';

/** How the answers of `sdmp journal` are printed. */
export interface FormatOptions {
  readonly format?: 'pretty' | 'json';
}

export function formatOption(): Option {
  return new Option('--format <format>', 'default pretty on a terminal, json otherwise').choices(['pretty', 'json']);
}

export function wantsJson({ format }: FormatOptions, { isInteractive }: Terminal): boolean {
  return format === undefined ? !isInteractive : format === 'json';
}

const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** `17 bytes`, `1.5 MiB`. */
export function formatBytes(bytes: number): string {
  const step = Math.min(Math.max(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), 0), units.length - 1);
  return step === 0 ? `${bytes} bytes` : `${(bytes / 2 ** (10 * step)).toFixed(1)} ${units[step] ?? ''}`;
}

/** ISO 8601; undefined when there is no such time, as in a damaged file. */
export function formatTime(time: number | undefined): string | undefined {
  const date = new Date(time ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** `from 2026-… to 2026-…`. */
export function formatSpan(oldest: number | undefined, newest: number | undefined): string {
  return `from ${formatTime(oldest) ?? 'an unknown time'} to ${formatTime(newest) ?? 'an unknown time'}`;
}
