import { asciiPort, unicodePort } from '@sdmp/protocol';
import { isLoopback } from '@sdmp/terminal';
import { z } from 'zod';
import { chosenEncoding, encodingProblem, encodingShape, usualPort } from './encoding-shape.ts';
import { type FieldSchema, field, list, oneOf, section, text, wholeNumber } from './field.ts';
import { filePath } from './config-paths.ts';
import { httpLimitsShape } from './http-limits-config.ts';
import { incidentsShape } from './incidents-config.ts';
import { dataCheckName } from '@sdmp/outcomes/data';
import { eitherKeys, installationSections, installationShape } from './installation-config.ts';
import { limitsShape } from './limits-config.ts';
import { reportsShape } from './reports-config.ts';
import { sinkSchema, sinkSections, sinkShape } from './sink-config.ts';
import { httpTlsShape, listenTls, listenTlsShape, upstreamTlsShape } from './tls-config.ts';
import { duration, share, size } from './units.ts';
import { host, upstreamSchema, type UpstreamConfig, upstreamShape } from './upstream-config.ts';
import { releaseName } from './wire-value.ts';

const loopback = '127.0.0.1';
const defaultRetainAge = '30d';
const defaultRetainBytes = '10GiB';
const defaultHttpPort = 8080;

const engines = ['sqlite', 'jetstream'] as const;
const defaultReplicas = 3;

const journalShape = {
  engine: oneOf(engines)
    .prefault('sqlite')
    .describe('sqlite: in a folder of this machine; jetstream: in a NATS cluster, shared by several bridges.'),
  directory: text('the path of a folder', (value) => value !== '')
    .prefault('./sdmp-data')
    .describe(
      'Folder of the journal, made when it is not there; relative to this file. On a local disk. Default ./sdmp-data.',
    ),
  servers: z
    .array(
      text('an address such as nats://host:4222', (value) => value !== ''),
      list('addresses', 0),
    )
    .prefault([])
    .describe('jetstream: where the servers are, such as nats://host:4222. No passwords here: see credentialsFile.'),
  stream: text('1 to 200 letters, digits, - or _', (value) => /^[\w-]{1,200}$/.test(value))
    .prefault('sdmp')
    .describe(
      'jetstream: name of the stream, made when it is not there; bridges with the same one share it. Default sdmp.',
    ),
  replicas: wholeNumber(1, 5)
    .prefault(defaultReplicas)
    .describe(
      `jetstream: on how many servers outcomes are kept; counts when the stream is made. Default ${defaultReplicas}.`,
    ),
  credentialsFile: text('the path of a file', (value) => value !== '')
    .optional()
    .describe('jetstream: file with the credentials of a NATS user; relative to this file.'),
  retainAge: duration.prefault(defaultRetainAge).describe(`How long outcomes are kept. Default ${defaultRetainAge}.`),
  retainBytes: size
    .prefault(defaultRetainBytes)
    .describe(`How much is kept; the oldest goes first. Default ${defaultRetainBytes}.`),
} as const;

/** Keys of the journal that only one engine has. */
export const engineKeys: Readonly<Record<(typeof engines)[number], readonly string[]>> = {
  sqlite: ['directory'],
  jetstream: ['servers', 'stream', 'replicas', 'credentialsFile'],
};

const journalSchema = section(journalShape).superRefine(({ engine, servers }, context) => {
  if (engine !== 'jetstream' || servers.length > 0) return;
  const message = 'is needed with the engine jetstream: at least one address such as nats://host:4222';
  context.addIssue({ code: 'custom', path: ['servers'], message });
});

const listenShape = {
  host: host.prefault(loopback).describe(`Address to listen on. Default ${loopback}: this machine alone.`),
  port: wholeNumber(0, 65_535)
    .optional()
    .describe(`Default ${asciiPort}, with unicode ${unicodePort}; 0 takes a free one.`),
  ...encodingShape,
  tls: listenTls.optional().describe('Makes it a TLS listener, 1.2 or newer. Default: plain.'),
} as const;

const defaultAbandonLimit = '3%';
const portSchema: FieldSchema = { anyOf: [{ type: 'integer', minimum: 0, maximum: 65_535 }, { enum: ['off'] }] };
const portOrOff = field('a whole number from 0 to 65535, or off', portSchema, (value) => {
  if (value === 'off') return value;
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65_535 ? value : undefined;
});

const httpShape = {
  host: host
    .prefault(loopback)
    .describe(`Address of the page, the API and /metrics. Default ${loopback}; any other needs tokensFile.`),
  port: portOrOff.prefault(defaultHttpPort).describe(`Default ${defaultHttpPort}; 0 takes a free one; off: no HTTP.`),
  tokensFile: text('the path of a file', (value) => value !== '')
    .optional()
    .describe('Who may use the API: a line each with name, scopes (read,unmask,write,admin) and SHA-256 of the token.'),
  tls: z
    .strictObject(httpTlsShape)
    .optional()
    .describe('Serve by TLS, 1.2 or newer, and not in the clear. Default: in the clear.'),
  corsOrigins: z
    .array(
      text('an origin such as https://example.org', (value) => /^https?:\/\/[^/\s]+$/.test(value)),
      list('origins', 0),
    )
    .prefault([])
    .describe('Pages of other origins that may use the API. Default: none.'),
  limits: section(httpLimitsShape)
    .superRefine(({ headTime, requestTime }, context) => {
      if (headTime <= requestTime) return;
      const message = 'must not be longer than requestTime, of which it is a part';
      context.addIssue({ code: 'custom', path: ['headTime'], message });
    })
    .prefault({})
    .describe('Limits of connections, requests and event streams.'),
} as const;

const httpSchema = section(httpShape).superRefine(({ host: httpHost, port, tokensFile }, context) => {
  if (tokensFile !== undefined || port === 'off' || isLoopback(httpHost)) return;
  const message = `is needed where http.host is not this machine alone: anyone who reaches ${httpHost} could read every outcome`;
  context.addIssue({ code: 'custom', path: ['tokensFile'], message });
});

const statisticsShape = {
  abandonLimit: share(0, defaultAbandonLimit)
    .prefault(defaultAbandonLimit)
    .describe(
      `Share of abandoned calls above which a campaign is marked, once its calls are enough to tell. Default ${defaultAbandonLimit}.`,
    ),
} as const;

const logLevels = ['debug', 'info', 'warn', 'error'] as const;
const logFormats = ['pretty', 'json'] as const;

const logShape = {
  level: oneOf(logLevels)
    .prefault('info')
    .describe(`The least that is logged: ${logLevels.join(', ')}. Default info.`),
  format: oneOf(logFormats).prefault('pretty').describe('pretty for people, json for collectors. Default pretty.'),
} as const;

const listenSchema = section(listenShape)
  .superRefine((given, context) => {
    const message = encodingProblem(given);
    if (message !== undefined) context.addIssue({ code: 'custom', path: ['encoding'], message });
  })
  .transform((given) => ({
    host: given.host,
    port: given.port ?? usualPort(given),
    encoding: chosenEncoding(given),
    tls: given.tls,
  }));

const upstreams = z
  .array(upstreamSchema, list('dialers'))
  .min(1, list('dialers'))
  .superRefine((all, context) => {
    forEachRepeat(
      all,
      ({ name }) => name,
      (index, earlier) => {
        context.addIssue({
          code: 'custom',
          path: [index, 'name'],
          message: `is the name of upstreams[${earlier}] already`,
        });
      },
    );
    forEachRepeat(all, tokenPlace, (index, earlier) => {
      const message = `is used by upstreams[${earlier}] at the same dialer: they would take outcomes from each other`;
      context.addIssue({ code: 'custom', path: [index, 'persistToken'], message });
    });
  });

/** Where a persist token is one thing (PS-8). */
function tokenPlace({ host: where, port, tenant = '', persistToken }: UpstreamConfig): string {
  return [where, port, tenant, persistToken].join('\n');
}

function forEachRepeat<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  repeated: (index: number, earlier: number) => void,
): void {
  const seen = new Map<string, number>();
  for (const [index, item] of items.entries()) {
    const earlier = seen.get(keyOf(item));
    if (earlier === undefined) seen.set(keyOf(item), index);
    else repeated(index, earlier);
  }
}

const sinks = z.array(sinkSchema, list('sinks', 0)).superRefine((all, context) => {
  forEachRepeat(
    all,
    ({ name }) => name,
    (index, earlier) => {
      context.addIssue({ code: 'custom', path: [index, 'name'], message: `is the name of sinks[${earlier}] already` });
    },
  );
});

const allKeys = z.strictObject({
  journal: journalSchema.prefault({}),
  upstreams,
  listen: z.array(listenSchema, list('addresses')).min(1, list('addresses')).prefault([{}]),
  sinks: sinks.prefault([]),
  http: httpSchema.prefault({}),
  reports: section(reportsShape)
    .optional()
    .describe(
      'Take reports of the telephony layer and of agents, and make outcomes of them. Default: they are refused.',
    ),
  statistics: section(statisticsShape).prefault({}),
  incidents: section(incidentsShape).prefault({}),
  limits: section(limitsShape).prefault({}),
  release: releaseName.optional().describe('Serve subscribers as this release does. Default: the newest known.'),
  usersFile: filePath
    .optional()
    .describe(
      'Who may subscribe, as sdmp user add writes it: a subscriber must authenticate and sees their tenant alone. Default: nobody is asked.',
    ),
  ...installationShape,
  log: section(logShape).prefault({}),
});

export const configSchema = allKeys.superRefine((config, context) => {
  for (const [inline, file] of eitherKeys) {
    if (config[inline] === undefined || config[file] === undefined) continue;
    context.addIssue({ code: 'custom', path: [file], message: `cannot stand beside ${inline}: keep one of them` });
  }
  const at = config.sinks.findIndex(({ name }) => name === dataCheckName);
  if (at === -1 || (config.data === undefined && config.dataFile === undefined)) return;
  const message = `is the name of what holds outcomes against the schema of data: choose another one`;
  context.addIssue({ code: 'custom', path: ['sinks', at, 'name'], message });
});

/** The whole configuration, every default filled in. */
export type BridgeConfig = z.output<typeof configSchema>;

/** Every key with its meaning, by section; '' is the file itself. */
export const configShapes: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  journal: journalShape,
  'upstreams[]': upstreamShape,
  'upstreams[].tls': upstreamTlsShape,
  'listen[]': listenShape,
  'listen[].tls': listenTlsShape,
  'sinks[]': sinkShape,
  ...Object.fromEntries(Object.entries(sinkSections).map(([name, shape]) => [`sinks[].${name}`, shape])),
  http: httpShape,
  'http.tls': httpTlsShape,
  'http.limits': httpLimitsShape,
  reports: reportsShape,
  statistics: statisticsShape,
  incidents: incidentsShape,
  limits: limitsShape,
  log: logShape,
  ...installationSections,
  '': {
    rulesFile: installationShape.rulesFile,
    dataFile: installationShape.dataFile,
    release: configSchema.shape.release,
    usersFile: configSchema.shape.usersFile,
  },
};
