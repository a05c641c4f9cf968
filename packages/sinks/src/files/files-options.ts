import type { OutcomeColumn } from '@sdmp/outcomes/columns';
import { type SinkClock, systemClock } from '../sink-clock.ts';
import { SinkError } from '../sink-error.ts';

/** Format of the files of `filesSink`: one JSON object a line, CSV with a header, or Apache Parquet. */
export type FileFormat = 'ndjson' | 'csv' | 'parquet';

/** Options of `filesSink`. */
export interface FilesOptions {
  /** Folder of the files, made for its owner alone when it is not there. One sink has it for itself. */
  readonly directory: string;
  /** Default `ndjson`. */
  readonly format?: FileFormat;
  /**
   * A file is closed and the next begun at this size, bytes; a batch may go past it. Default 256 MiB. Of Parquet: of the
   * lines that it is made of; it is several times smaller.
   */
  readonly rotateBytes?: number;
  /** Number of outcomes after which a file is closed and the next begun; a batch may go past it. Default: no limit. */
  readonly rotateOutcomes?: number;
  /** A file is closed and the next begun at this age, milliseconds, counted from its first outcome. Default 1 hour. */
  readonly rotateAgeMs?: number;
  /** Outcomes that are written and synced at once, at most. Default 10,000. */
  readonly batch?: number;
  /** Columns of CSV and Parquet beside those of every outcome. When they change, the next file has the new ones. Default: none. */
  readonly columns?: readonly OutcomeColumn[] | undefined;
  /** Clock and timers. Default: those of the system. */
  readonly clock?: SinkClock;
}

export interface FilesSettings {
  readonly directory: string;
  readonly format: FileFormat;
  readonly rotateBytes: number;
  readonly rotateOutcomes: number;
  readonly rotateAgeMs: number;
  readonly batch: number;
  readonly columns: readonly OutcomeColumn[];
  readonly clock: SinkClock;
}

const mebibyte = 1024 * 1024;

function positive(name: string, value: number): number {
  if (Number.isFinite(value) && value > 0) return value;
  throw new SinkError('INVALID_ARGUMENT', `${name} of a files sink must be a number above 0`);
}

/** Fills in the defaults. Throws `INVALID_ARGUMENT`. */
export function filesSettings(options: FilesOptions): FilesSettings {
  if (options.directory === '') throw new SinkError('INVALID_ARGUMENT', 'a files sink needs a directory');
  return {
    directory: options.directory,
    format: options.format ?? 'ndjson',
    rotateBytes: positive('rotateBytes', options.rotateBytes ?? 256 * mebibyte),
    rotateOutcomes:
      options.rotateOutcomes === undefined
        ? Number.POSITIVE_INFINITY
        : positive('rotateOutcomes', options.rotateOutcomes),
    rotateAgeMs: positive('rotateAgeMs', options.rotateAgeMs ?? 60 * 60_000),
    batch: Math.ceil(positive('batch', options.batch ?? 10_000)),
    columns: options.columns ?? [],
    clock: options.clock ?? systemClock,
  };
}
