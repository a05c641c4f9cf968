import { z } from 'zod';
import { list, oneOf, text } from './field.ts';
import { address, batchOf, filePath, someText } from './sink-fields.ts';

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

export const kafkaShape = {
  brokers: z
    .array(address, list('brokers, such as 127.0.0.1:9092'))
    .min(1, list('brokers'))
    .describe('Brokers to begin with.'),
  topic: topicName.prefault('outcomes').describe('Topic to produce to; it must be there. Default outcomes.'),
  clientId: clientName.prefault('sdmp-bridge').describe('How brokers know us. Default sdmp-bridge.'),
  tls: z.strictObject(tlsShape).optional().describe('Turns TLS on; may be {}. Default: off.'),
  sasl: z.strictObject(saslShape).optional().describe('A login by SASL. Default: none.'),
  batch: batchOf(1000),
} as const;

/** The groups of keys within. */
export const kafkaShapes = { 'kafka.tls': tlsShape, 'kafka.sasl': saslShape } as const;
