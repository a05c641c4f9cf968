import { z } from 'zod';
import { problemType } from '../schema/problem.ts';
import { apiBase, type Resource, type RouteDescription } from '../server/route.ts';

type Json = Readonly<Record<string, unknown>>;

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

/** The schemas that have a name in the description. */
type Named = Readonly<Record<string, z.ZodType>>;

function components(named: Named): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  // What callers send may have more, what they get may have more one day: `input` forbids nothing that zod takes.
  const { schemas } = z.toJSONSchema(registry, { ...conversion, io: 'input', uri });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, withoutDialect(schema)]));
}

/** Returns a reference for what has a name, otherwise the schema itself. */
function schemaOf(schema: z.ZodType, named: Named): Json {
  const name = Object.entries(named).find(([, each]) => each === schema)?.[0];
  if (name !== undefined) return { $ref: uri(name) };
  const { element, options } = schema as { readonly element?: z.ZodType; readonly options?: readonly z.ZodType[] };
  if (schema instanceof z.ZodArray && element !== undefined) {
    return { ...plain(schema), items: schemaOf(element, named) };
  }
  if (schema instanceof z.ZodUnion && options !== undefined)
    return { anyOf: options.map((option) => schemaOf(option, named)) };
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

function operation(
  operationId: string,
  { path, summary, scope, query, body, answer }: RouteDescription,
  named: Named,
): Json {
  const { status, description, type, schema } = answer;
  const content =
    type === undefined ? {} : { content: { [type]: schema === undefined ? {} : { schema: schemaOf(schema, named) } } };
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
              Object.entries(body).map(([media, each]) => [media, { schema: schemaOf(each, named) }]),
            ),
          },
        }),
    responses: {
      [status]: { description, ...content },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

function paths(resources: readonly Resource[], named: Named): Json {
  const byPath: Record<string, Record<string, Json>> = {};
  for (const [name, route] of resources.flatMap(({ routes }) => Object.entries(routes))) {
    byPath[route.path] = { ...byPath[route.path], [route.method]: operation(name, route, named) };
  }
  return byPath;
}

/** Returns the description of the API, OpenAPI 3.1, made of the rows that the server is made of. */
export function describeApi(resources: readonly Resource[], version: string): Json {
  const named: Named = Object.fromEntries(resources.flatMap(({ schemas }) => Object.entries(schemas)));
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
    paths: paths(resources, named),
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
      schemas: components(named),
    },
  };
}
