/** A JSON schema, as far as the description of the API uses it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path';
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

interface Answer {
  readonly description?: string;
  readonly content?: Content;
}

interface DescribedOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, Answer>>;
}

/** The description of the API, OpenAPI 3.1, as far as it is used. */
export interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** A request that the API answers. */
export interface Operation extends Pick<DescribedOperation, 'summary' | 'description'> {
  readonly id: string;
  readonly method: string;
  /** Below the base; `{name}` is a parameter. */
  readonly path: string;
  /** The first word of the path: what it is about. */
  readonly resource: string;
  readonly parameters: readonly Parameter[];
  /** Media types of the body. */
  readonly body: readonly (readonly [type: string, schema: Schema | undefined])[];
  readonly status: string;
  readonly answer: Answer;
}

/** Returns the requests that a description has, in its order. */
export function operationsOf({ paths }: Description): readonly Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, parameters = [], requestBody, responses, ...said }]) => {
      const [status = '', answer = {}] = Object.entries(responses).find(([code]) => code.startsWith('2')) ?? [];
      return {
        ...said,
        id: operationId,
        method: method.toUpperCase(),
        path,
        resource: path.split('/')[1] ?? '',
        parameters,
        body: Object.entries(requestBody?.content ?? {}).map(([type, { schema }]) => [type, schema] as const),
        status,
        answer,
      };
    }),
  );
}

const schemaBase = '#/components/schemas/';

/** Returns the name of a schema that is referred to; undefined for one that stands in its place. */
export function nameOf({ $ref }: Schema): string | undefined {
  return $ref?.startsWith(schemaBase) === true ? $ref.slice(schemaBase.length) : undefined;
}

/** Returns the schema itself where it is referred to. */
export function resolved(schema: Schema, { components }: Description): Schema {
  const name = nameOf(schema);
  return (name === undefined ? undefined : components.schemas[name]) ?? schema;
}

/** Returns a schema in a word: `string, date-time`, `15m | 1h | 24h`, `list of Sink`. */
export function typeWords(schema: Schema): string {
  const name = nameOf(schema);
  if (name !== undefined) return name;
  const { type, format, items, minimum, maximum, anyOf = schema.oneOf } = schema;
  if (schema.enum !== undefined) return schema.enum.map(String).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (anyOf !== undefined) return anyOf.map(typeWords).join(' | ');
  if (items !== undefined) return `list of ${typeWords(items)}`;
  const words = type === undefined ? 'any' : typeof type === 'string' ? type : type.join(' | ');
  const isBounded = minimum !== undefined && maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER;
  return [words, ...(format === undefined ? [] : [format]), ...(isBounded ? [`${minimum} to ${maximum}`] : [])].join(
    ', ',
  );
}

/** Depth to which an example is made, because a schema may contain itself. */
const deepest = 6;

const examples: Readonly<Record<string, unknown>> = {
  'date-time': '2026-11-22T10:02:07.000Z',
  string: 'text',
  integer: 0,
  number: 0.5,
  boolean: true,
  null: null,
};

/** Returns an example of what a schema allows. */
export function exampleOf(given: Schema, description: Description, depth = 0): unknown {
  const schema = resolved(given, description);
  const { type, format = '', anyOf = schema.oneOf, items, prefixItems, properties } = schema;
  if (schema.const !== undefined) return schema.const;
  if (schema.default !== undefined) return schema.default;
  if (schema.enum !== undefined) return schema.enum[0];
  const [first] = anyOf ?? [];
  if (first !== undefined) return exampleOf(first, description, depth + 1);
  if (depth > deepest) return null;
  const inside = (each: Schema): unknown => exampleOf(each, description, depth + 1);
  if (prefixItems !== undefined) return prefixItems.map(inside);
  if (items !== undefined) return [inside(items)];
  if (properties !== undefined)
    return Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, inside(each)]));
  const [kind = 'object'] = typeof type === 'string' ? [type] : (type ?? []);
  if (kind === 'integer') return Math.max(0, schema.minimum ?? 0);
  return examples[format] ?? examples[kind] ?? {};
}
