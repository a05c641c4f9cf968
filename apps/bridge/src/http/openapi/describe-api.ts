import { z } from 'zod';
import { campaignSchema, campaignsSchema, figuresSchema, ratesSchema } from '../campaigns/schema.ts';
import { cloudEventSchema } from '../outcomes/ingest/cloud-event.ts';
import { gapSchema } from '../schema/gap.ts';
import { tickSchema } from '../live/schema.ts';
import { meSchema } from '../me/schema.ts';
import { outcomeEntrySchema, outcomeLifeSchema, outcomesSchema, recordedSchema } from '../outcomes/schema.ts';
import { problemSchema, problemType } from '../schema/problem.ts';
import { apiBase, type RouteDescription, routes } from './route-descriptions.ts';
import { deadLetterSchema, sinkSchema } from '../sinks/schema.ts';
import { happenedSchema, journalSchema, statusSchema } from '../status/schema.ts';
import { subscriberSchema } from '../subscribers/schema.ts';
import { upstreamSchema } from '../upstreams/schema.ts';
import { outcomeSchema } from '@sdmp/outcomes/schema';

type Json = Readonly<Record<string, unknown>>;

/** Schemas that have a name in the description. */
const named: Readonly<Record<string, z.ZodType>> = {
  Campaign: campaignSchema,
  Campaigns: campaignsSchema,
  CloudEvent: cloudEventSchema,
  DeadLetter: deadLetterSchema,
  Figures: figuresSchema,
  Gap: gapSchema,
  Happened: happenedSchema,
  Journal: journalSchema,
  Me: meSchema,
  Outcome: outcomeEntrySchema,
  OutcomeInput: outcomeSchema,
  OutcomeLife: outcomeLifeSchema,
  Outcomes: outcomesSchema,
  Problem: problemSchema,
  Rates: ratesSchema,
  Recorded: recordedSchema,
  Sink: sinkSchema,
  Status: statusSchema,
  Subscriber: subscriberSchema,
  Tick: tickSchema,
  Upstream: upstreamSchema,
};

const uri = (name: string): string => `#/components/schemas/${name}`;

/** These say what the whole document says already. */
const dialectKeys = new Set(['$schema', '$id']);

function withoutDialect(schema: Json): Json {
  return Object.fromEntries(Object.entries(schema).filter(([key]) => !dialectKeys.has(key)));
}

/** Line-of-business data is the one thing that zod checks by a function; a time needs no pattern beside its format. */
function tidy({
  zodSchema,
  jsonSchema,
}: {
  readonly zodSchema: z.core.$ZodType;
  readonly jsonSchema: Record<string, unknown>;
}): void {
  if (zodSchema instanceof z.ZodCustom) jsonSchema['anyOf'] = [{ type: 'string' }, { type: 'object' }];
  if (jsonSchema['format'] === 'date-time') delete jsonSchema['pattern'];
}

const conversion = { unrepresentable: 'any', override: tidy } as const;

function components(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  // What callers send may have more, what they get may have more one day: `input` forbids nothing that zod takes.
  const { schemas } = z.toJSONSchema(registry, { ...conversion, io: 'input', uri });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutDialect(schema)]));
}

/** A reference for what has a name, otherwise the schema itself. */
function schemaOf(schema: z.ZodType): Json {
  const name = Object.entries(named).find(([, each]) => each === schema)?.[0];
  if (name !== undefined) return { $ref: uri(name) };
  const { element, options } = schema as { readonly element?: z.ZodType; readonly options?: readonly z.ZodType[] };
  if (schema instanceof z.ZodArray && element !== undefined) {
    return { ...plain(schema), items: schemaOf(element) };
  }
  if (schema instanceof z.ZodUnion && options !== undefined) return { anyOf: options.map(schemaOf) };
  return plain(schema);
}

function plain(schema: z.ZodType): Json {
  return withoutDialect(z.toJSONSchema(schema, { ...conversion, io: 'input' }) as Json);
}

function queryParameters(query: z.ZodObject | undefined): readonly Json[] {
  return Object.entries(query?.shape ?? {}).map(([name, schema]) => {
    const { description, ...rest } = plain(schema as z.ZodType);
    return { name, in: 'query', schema: rest, ...(description === undefined ? {} : { description }) };
  });
}

function pathParameters(path: string): readonly Json[] {
  return Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function need(scope: RouteDescription['scope']): Json {
  if (scope === undefined) return { security: [] };
  return { description: scope === 'any' ? 'Needs a token, whatever its scopes.' : `Needs the scope ${scope}.` };
}

function operation(operationId: string, { path, summary, scope, query, body, answer }: RouteDescription): Json {
  const { status, description, type, schema } = answer;
  const content =
    type === undefined ? {} : { content: { [type]: schema === undefined ? {} : { schema: schemaOf(schema) } } };
  const parameters = [...pathParameters(path), ...queryParameters(query)];
  return {
    operationId,
    summary,
    ...need(scope),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: Object.fromEntries(
              Object.entries(body).map(([media, each]) => [media, { schema: schemaOf(each) }]),
            ),
          },
        }),
    responses: {
      [status]: { description, ...content },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

function paths(): Json {
  const byPath: Record<string, Record<string, Json>> = {};
  for (const [name, route] of Object.entries<RouteDescription>(routes)) {
    byPath[route.path] = { ...byPath[route.path], [route.method]: operation(name, route) };
  }
  return byPath;
}

/** The description of the API, OpenAPI 3.1, made of the schemas that the server checks and answers by. */
export function describeApi(version: string): Json {
  return {
    openapi: '3.1.1',
    info: {
      title: 'sdmp-bridge',
      version,
      summary: 'Outcomes of SDMP dialers, live and recorded.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: apiBase }],
    security: [{ token: [] }, {}],
    paths: paths(),
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'Needed where the bridge has a file of tokens.' },
      },
      responses: {
        Problem: {
          description: 'What is wrong (RFC 9457).',
          content: { [problemType]: { schema: { $ref: uri('Problem') } } },
        },
      },
      schemas: components(),
    },
  };
}
