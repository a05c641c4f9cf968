import { asciiPort, unicodePort } from '@sdmp/protocol';
import { z } from 'zod';
import { field, oneOf, text, flag, wholeNumber, wrong } from './field.ts';
import { duration, size } from './units.ts';
import { host, upstreamSchema, type UpstreamConfig, upstreamShape } from './upstream-config.ts';
import { releaseName } from './wire-value.ts';

const loopback = '127.0.0.1';
const defaultRetainAgeMs = 30 * 24 * 60 * 60 * 1000;
const defaultRetainBytes = 10 * 2 ** 30;
const defaultHttpPort = 8080;

const journalShape = {
  directory: text('the path of a folder', (value) => value !== '')
    .default('./sdmp-data')
    .describe(
      'Folder of the journal, made when it is not there; relative to this file. On a local disk. Default ./sdmp-data.',
    ),
  retainAge: duration.default(defaultRetainAgeMs).describe('How long outcomes are kept. Default 30d.'),
  retainBytes: size.default(defaultRetainBytes).describe('How much is kept; the oldest goes first. Default 10GiB.'),
} as const;

const listenShape = {
  host: host.default(loopback).describe(`Address to listen on. Default ${loopback}: this machine alone.`),
  port: wholeNumber(0, 65_535)
    .optional()
    .describe(`Default ${asciiPort}, with unicode ${unicodePort}; 0 takes a free one.`),
  unicode: flag.default(false).describe('Whether subscribers here speak UTF-16LE. Default false: Windows-1252.'),
} as const;

const portOrOff = field('a whole number from 0 to 65535, or off', (value) => {
  if (value === 'off') return value;
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 65_535 ? value : undefined;
});

const httpShape = {
  host: host.default(loopback).describe(`Address of /healthz, /readyz and /metrics. Default ${loopback}.`),
  port: portOrOff.default(defaultHttpPort).describe(`Default ${defaultHttpPort}; 0 takes a free one; off: no HTTP.`),
} as const;

const logLevels = ['debug', 'info', 'warn', 'error'] as const;
const logFormats = ['pretty', 'json'] as const;

const logShape = {
  level: oneOf(logLevels)
    .default('info')
    .describe(`The least that is logged: ${logLevels.join(', ')}. Default info.`),
  format: oneOf(logFormats).default('pretty').describe('pretty for people, json for collectors. Default pretty.'),
} as const;

/** A group of keys, all of which have a default. */
function section<Shape extends z.core.$ZodLooseShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  return z.strictObject(shape, {
    error: ({ code, input }) => (code === 'invalid_type' ? wrong('a group of keys', input) : undefined),
  });
}

function list(what: string): { readonly error: (issue: { readonly input?: unknown }) => string } {
  return { error: ({ input }) => wrong(`a list of ${what}, at least one`, input) };
}

const listenSchema = section(listenShape).transform(({ host: listenHost, port, unicode }) => ({
  host: listenHost,
  port: port ?? (unicode ? unicodePort : asciiPort),
  encoding: unicode ? ('utf-16le' as const) : ('windows-1252' as const),
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

export const configSchema = z.strictObject({
  journal: section(journalShape).prefault({}),
  upstreams,
  listen: z.array(listenSchema, list('addresses')).min(1, list('addresses')).prefault([{}]),
  http: section(httpShape).prefault({}),
  release: releaseName.optional().describe('Serve subscribers as this release does. Default: the newest known.'),
  log: section(logShape).prefault({}),
});

/** The whole configuration, every default filled in. */
export type BridgeConfig = z.output<typeof configSchema>;

/** Every key with its meaning, by section; '' is the file itself. */
export const configShapes: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  journal: journalShape,
  'upstreams[]': upstreamShape,
  'listen[]': listenShape,
  http: httpShape,
  log: logShape,
  '': { release: configSchema.shape.release },
};
