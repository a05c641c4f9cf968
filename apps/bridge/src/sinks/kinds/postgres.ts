import { filePath, mapFile } from '../../config/config-paths.ts';
import { text } from '../../config/field.ts';
import { batchOf } from './sink-fields.ts';
import { defineSinkKind } from './sink-kind.ts';

const databaseUrl = text('an address such as postgres://user@host/database', (value) =>
  /^postgres(ql)?:\/\/[^\s]+$/.test(value),
);
const tableName = text('the name of a table, such as outcomes or reporting.outcomes', (value) =>
  /^[a-z_]\w*(\.[a-z_]\w*)?$/i.test(value),
);

export const postgres = defineSinkKind({
  name: 'postgres',
  description: 'Writes outcomes into a table of PostgreSQL.',
  shape: {
    url: databaseUrl
      .optional()
      .describe('Address of the database. With a password in it, use urlFile or ${NAME}.')
      .meta({ writeOnly: true }),
    urlFile: filePath.optional().describe('A file with that address.'),
    passwordFile: filePath.optional().describe('A file with the password, so that the address holds none.'),
    table: tableName.prefault('outcomes').describe('Table to write to; made when it is not there. Default outcomes.'),
    batch: batchOf(5000),
  },
  problem: ({ url, urlFile }) =>
    (url === undefined) === (urlFile === undefined)
      ? { path: [], message: 'needs either url or urlFile: where the database is' }
      : undefined,
  mapPaths: (options, map) => ({
    ...options,
    urlFile: mapFile(map, 'urlFile', options.urlFile, 'secret'),
    passwordFile: mapFile(map, 'passwordFile', options.passwordFile, 'secret'),
  }),
  make: async ({ url, urlFile, passwordFile, table, batch }, { columns }) => {
    const { postgresSink } = await import('@sdmp/sinks/postgres');
    return postgresSink({
      table,
      batch,
      columns,
      ...(url === undefined ? {} : { url }),
      ...(urlFile === undefined ? {} : { urlFile }),
      ...(passwordFile === undefined ? {} : { passwordFile }),
    });
  },
});
