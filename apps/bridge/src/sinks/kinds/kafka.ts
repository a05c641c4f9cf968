import { z } from 'zod';
import { filePath, mapFile } from '../../config/config-paths.ts';
import { list, oneOf, text } from '../../config/field.ts';
import { address, batchOf, loadOptional, someText } from './sink-fields.ts';
import { defineSinkKind } from './sink-kind.ts';

const topicName = text('1 to 249 letters, digits, dots, - or _', (value) => /^(?!\.\.?$)[\w.-]{1,249}$/.test(value));
const clientName = text('text without white space', (value) => /^\S+$/.test(value));

const tlsShape = {
  caFile: filePath.optional().describe("Authorities that brokers' certificates come from. Default: those of Node."),
  certificateFile: filePath.optional().describe('Our own certificate, where brokers ask for one.'),
  keyFile: filePath.optional().describe('The key of that certificate.'),
} as const;

const saslShape = {
  mechanism: oneOf(['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512']).describe(
    'PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512; PLAIN gives the password away unless tls is on.',
  ),
  username: someText.describe('Name to log in with.'),
  passwordFile: filePath.describe('A file with the password.'),
} as const;

export const kafka = defineSinkKind({
  name: 'kafka',
  description: 'Produces outcomes to a topic of Kafka.',
  shape: {
    brokers: z
      .array(address, list('brokers, such as 127.0.0.1:9092'))
      .min(1, list('brokers'))
      .describe('Brokers to begin with.'),
    topic: topicName.prefault('outcomes').describe('Topic to produce to; it must be there. Default outcomes.'),
    clientId: clientName.prefault('sdmp-bridge').describe('How brokers know us. Default sdmp-bridge.'),
    tls: z.strictObject(tlsShape).optional().describe('Turns TLS on; may be {}. Default: off.'),
    sasl: z.strictObject(saslShape).optional().describe('A login by SASL. Default: none.'),
    batch: batchOf(1000),
  },
  groups: { tls: tlsShape, sasl: saslShape },
  problem: ({ tls }) =>
    tls !== undefined && (tls.certificateFile === undefined) !== (tls.keyFile === undefined)
      ? { path: ['tls'], message: 'needs certificateFile and keyFile together, or neither' }
      : undefined,
  mapPaths: ({ tls, sasl, ...options }, map) => ({
    ...options,
    tls: tls && {
      caFile: mapFile(map, 'tls.caFile', tls.caFile),
      certificateFile: mapFile(map, 'tls.certificateFile', tls.certificateFile),
      keyFile: mapFile(map, 'tls.keyFile', tls.keyFile, 'secret'),
    },
    sasl: sasl && { ...sasl, passwordFile: map('sasl.passwordFile', sasl.passwordFile, 'secret') },
  }),
  make: async ({ brokers, topic, clientId, tls, sasl, batch }) => {
    const { kafkaSink } = await loadOptional('kafka', '@platformatic/kafka', () => import('@sdmp/sinks/kafka'));
    return kafkaSink({
      brokers,
      topic,
      clientId,
      batch,
      ...(tls === undefined ? {} : { tls }),
      ...(sasl === undefined ? {} : { sasl }),
    });
  },
});
