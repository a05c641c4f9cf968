import { folderPath } from '../../config/config-paths.ts';
import { oneOf, wholeNumber } from '../../config/field.ts';
import { duration, size } from '../../config/units.ts';
import { batchOf } from './sink-fields.ts';
import { defineSinkKind } from './sink-kind.ts';

export const files = defineSinkKind({
  name: 'files',
  description: 'Writes outcomes into files that are rotated.',
  shape: {
    directory: folderPath.describe('Folder of the files, made when it is not there; relative to this file.'),
    format: oneOf(['ndjson', 'csv', 'parquet']).prefault('ndjson').describe('ndjson, csv or parquet. Default ndjson.'),
    rotateBytes: size
      .prefault('256MiB')
      .describe(
        'A file is closed and the next begun at this size; of parquet, of the lines it is made of. Default 256MiB.',
      ),
    rotateOutcomes: wholeNumber(1, Number.MAX_SAFE_INTEGER)
      .optional()
      .describe('A file is closed and the next begun after this many outcomes. Default: no such limit.'),
    rotateAge: duration.prefault('1h').describe('A file is closed and the next begun at this age. Default 1h.'),
    batch: batchOf(10_000),
  },
  mapPaths: (options, map) => ({ ...options, directory: map('directory', options.directory, 'folder') }),
  make: async ({ rotateAge, rotateOutcomes, ...options }, { columns }) => {
    const { filesSink } = await import('@sdmp/sinks/files');
    return filesSink({
      ...options,
      columns,
      rotateAgeMs: rotateAge,
      ...(rotateOutcomes === undefined ? {} : { rotateOutcomes }),
    });
  },
});
