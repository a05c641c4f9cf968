import { z } from 'zod';
import { filePath, mapFile } from '../../config/config-paths.ts';
import { list } from '../../config/field.ts';
import { address, batchOf, loadOptional, someText } from './sink-fields.ts';
import { defineSinkKind } from './sink-kind.ts';

const packages = '@nats-io/jetstream @nats-io/transport-node';

export const nats = defineSinkKind({
  name: 'nats',
  description: 'Publishes outcomes to NATS JetStream.',
  shape: {
    servers: z
      .array(address, list('servers, such as 127.0.0.1:4222'))
      .min(1, list('servers'))
      .describe('Servers of NATS.'),
    subject: someText
      .prefault('outcomes')
      .describe(
        'Subject to publish to; a stream must hold it. {tenant} and {campaign} stand for the names. Default outcomes.',
      ),
    credentialsFile: filePath.optional().describe('A file with credentials, as nsc writes it.'),
    batch: batchOf(1000),
  },
  mapPaths: (options, map) => ({
    ...options,
    credentialsFile: mapFile(map, 'credentialsFile', options.credentialsFile, 'secret'),
  }),
  make: async ({ servers, subject, credentialsFile, batch }) => {
    const { natsSink } = await loadOptional('nats', packages, () => import('@sdmp/sinks/nats'));
    return natsSink({ servers, subject, batch, ...(credentialsFile === undefined ? {} : { credentialsFile }) });
  },
});
