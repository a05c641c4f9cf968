import { z } from 'zod';
import { flag, list, oneOf, text, wholeNumber } from './field.ts';
import { kafkaShape, kafkaShapes } from './kafka-config.ts';
import { address, batchOf, filePath, someText } from './sink-fields.ts';
import { duration, size } from './units.ts';
import { wireText } from './wire-value.ts';

const folderPath = text('the path of a folder', (value) => value !== '');
const httpUrl = text('an address that begins with http:// or https://', (value) => /^https?:\/\/[^\s]+$/.test(value));
const databaseUrl = text('an address such as postgres://user@host/database', (value) =>
  /^postgres(ql)?:\/\/[^\s]+$/.test(value),
);
const tableName = text('the name of a table, such as outcomes or reporting.outcomes', (value) =>
  /^[a-z_]\w*(\.[a-z_]\w*)?$/i.test(value),
);

const mostParallel = 64;

const webhookShape = {
  url: httpUrl.describe('Where outcomes are posted to, as CloudEvents 1.0.'),
  secretFiles: z
    .array(filePath, list('files', 0))
    .prefault([])
    .describe(
      'Secrets that requests are signed with (Standard Webhooks), a file each. Two while one replaces the other.',
    ),
  mode: oneOf(['batched', 'structured'])
    .prefault('batched')
    .describe('batched: many events a request; structured: one. Default batched.'),
  batch: batchOf(500),
  ordered: oneOf(['all', 'session', 'none'])
    .prefault('session')
    .describe(
      'all: one request after the other; session: in order within a session; none: in any order. Default session.',
    ),
  parallel: wholeNumber(1, mostParallel)
    .prefault(4)
    .describe('Requests under way at once, unless ordered is all. Default 4.'),
  timeout: duration.prefault('10s').describe('How long the receiver may take to answer. Default 10s.'),
} as const;

const postgresShape = {
  url: databaseUrl
    .optional()
    .describe('Address of the database. With a password in it, use urlFile or ${NAME}.')
    .meta({ writeOnly: true }),
  urlFile: filePath.optional().describe('A file with that address.'),
  passwordFile: filePath.optional().describe('A file with the password, so that the address holds none.'),
  table: tableName.prefault('outcomes').describe('Table to write to; made when it is not there. Default outcomes.'),
  batch: batchOf(5000),
} as const;

const natsShape = {
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
} as const;

const filesShape = {
  directory: folderPath.describe('Folder of the files, made when it is not there; relative to this file.'),
  format: oneOf(['ndjson', 'csv', 'parquet']).prefault('ndjson').describe('ndjson, csv or parquet. Default ndjson.'),
  rotateBytes: size
    .prefault('256MiB')
    .describe(
      'A file is closed and the next begun at this size; of parquet, of the lines it is made of. Default 256MiB.',
    ),
  rotateOutcomes: wholeNumber(1, Number.MAX_SAFE_INTEGER)
    .optional()
    .describe('A file is closed and the next begun after so many outcomes. Default: however many.'),
  rotateAge: duration.prefault('1h').describe('A file is closed and the next begun at this age. Default 1h.'),
  batch: batchOf(10_000),
} as const;

const standardOutputShape = {
  format: oneOf(['json', 'csv', 'frames'])
    .prefault('json')
    .describe('json: an object a line; csv; frames: as on the wire. Default json.'),
  batch: batchOf(1000),
} as const;

const filterShape = {
  tenant: wireText('tenantDescriptor').optional().describe('Only outcomes of this tenant. Default: all.'),
  campaign: wireText('campaignName').optional().describe('Only outcomes of this campaign. Default: all.'),
  success: flag.prefault(true).describe('Whether successes are wanted. Default true.'),
  failure: flag.prefault(true).describe('Whether failures are wanted. Default true.'),
} as const;

const retryShape = {
  first: duration
    .prefault('500ms')
    .describe('Wait before the first repetition; it doubles from time to time. Default 500ms.'),
  longest: duration.prefault('5m').describe('The longest wait. Default 5m.'),
} as const;

const kindShapes = {
  webhook: webhookShape,
  postgres: postgresShape,
  nats: natsShape,
  kafka: kafkaShape,
  files: filesShape,
  standardOutput: standardOutputShape,
} as const;

export type SinkKind = keyof typeof kindShapes;
export const sinkKinds = Object.keys(kindShapes) as readonly SinkKind[];

const kinds = {
  webhook: z.strictObject(webhookShape).optional().describe('Posts outcomes to an HTTP address.'),
  postgres: z.strictObject(postgresShape).optional().describe('Writes outcomes into a table of PostgreSQL.'),
  nats: z.strictObject(natsShape).optional().describe('Publishes outcomes to NATS JetStream.'),
  kafka: z.strictObject(kafkaShape).optional().describe('Produces outcomes to a topic of Kafka.'),
  files: z.strictObject(filesShape).optional().describe('Writes outcomes into files that are rotated.'),
  standardOutput: z
    .strictObject(standardOutputShape)
    .optional()
    .describe('Prints outcomes on standard output, after the lines that say where the bridge listens.'),
} as const;

export const sinkShape = {
  name: text('1 to 64 letters, digits, dots, - or _', (value) => /^[\w.-]{1,64}$/.test(value)).describe(
    'Names the sink in logs, metrics, and its place in the journal. Unique. A new name begins anew.',
  ),
  ...kinds,
  filter: z.strictObject(filterShape).prefault({}).describe('Which outcomes are wanted. Default: all.'),
  retry: z.strictObject(retryShape).prefault({}).describe('How often a delivery that failed is tried again.'),
  wait: duration.prefault('200ms').describe('How long a batch may wait to get fuller. Default 200ms.'),
  start: oneOf(['beginning', 'now'])
    .prefault('beginning')
    .describe('Where a sink with a new name begins: at the oldest outcome held, or at the next. Default beginning.'),
} as const;

/** The groups of keys in a sink, by the name of the group. */
export const sinkSections: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  ...kindShapes,
  ...kafkaShapes,
  filter: filterShape,
  retry: retryShape,
};

const raw = z.strictObject(sinkShape);
type RawSink = z.output<typeof raw>;

type Receiver = {
  [Kind in SinkKind]: { readonly kind: Kind } & NonNullable<RawSink[Kind]>;
}[SinkKind];

export interface SinkConfig extends Pick<RawSink, 'name' | 'filter' | 'retry' | 'wait' | 'start'> {
  readonly receiver: Receiver;
}

function receiverOf(sink: RawSink): readonly Receiver[] {
  const { webhook, postgres, nats, kafka, files, standardOutput } = sink;
  return [
    ...(webhook === undefined ? [] : [{ kind: 'webhook' as const, ...webhook }]),
    ...(postgres === undefined ? [] : [{ kind: 'postgres' as const, ...postgres }]),
    ...(nats === undefined ? [] : [{ kind: 'nats' as const, ...nats }]),
    ...(kafka === undefined ? [] : [{ kind: 'kafka' as const, ...kafka }]),
    ...(files === undefined ? [] : [{ kind: 'files' as const, ...files }]),
    ...(standardOutput === undefined ? [] : [{ kind: 'standardOutput' as const, ...standardOutput }]),
  ];
}

export const sinkSchema = raw.transform((sink, context): SinkConfig => {
  const problem = (path: string[], message: string): void => {
    context.addIssue({ code: 'custom', path, message, input: sink });
  };
  const [receiver, second] = receiverOf(sink);
  const { name, filter, retry, wait, start } = sink;
  if (receiver === undefined) {
    problem([], `needs one of ${sinkKinds.join(', ')}: where outcomes go`);
    return z.NEVER;
  }
  if (second !== undefined) problem([second.kind], `cannot stand beside ${receiver.kind}: write two sinks`);
  if (!filter.success && !filter.failure)
    problem(['filter', 'failure'], 'and success cannot both be false: nothing would be left');
  if (receiver.kind === 'postgres' && (receiver.url === undefined) === (receiver.urlFile === undefined)) {
    problem(['postgres'], 'needs either url or urlFile: where the database is');
  }
  if (receiver.kind === 'kafka' && receiver.tls !== undefined) {
    const { certificateFile, keyFile } = receiver.tls;
    if ((certificateFile === undefined) !== (keyFile === undefined)) {
      problem(['kafka', 'tls'], 'needs certificateFile and keyFile together, or neither');
    }
  }
  if (retry.first > retry.longest) problem(['retry', 'first'], 'must not be longer than retry.longest');
  return { name, filter, retry, wait, start, receiver };
});
