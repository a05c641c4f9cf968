import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { describeApi } from '../../src/http/openapi/describe-api.ts';
import { resources } from '../../src/http/resources.ts';
import { runApi } from './support/run-api.ts';
import { salesFrames } from './support/sales-frames.ts';

const all = resources.flatMap(({ routes }) => Object.entries(routes));
const description = describeApi(resources, '1.2.3');

test('the description is valid OpenAPI 3.1 and names every operation', async () => {
  const { get } = await runApi();
  const served = await get<Record<string, unknown>>('/openapi.json');
  expect(served).toEqual(JSON.parse(JSON.stringify(description)));
  const { valid, errors } = await new Validator().validate(structuredClone(served));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  const paths = served['paths'] as Record<string, Record<string, { readonly operationId: string }>>;
  const described = Object.values(paths).flatMap((path) => Object.values(path).map(({ operationId }) => operationId));
  expect(described.toSorted()).toEqual(all.map(([name]) => name).toSorted());
});

test('no two resources give a name to different things', () => {
  const operations = all.map(([name]) => name);
  const schemas = resources.flatMap((resource) => Object.keys(resource.schemas));
  expect(operations).toEqual([...new Set(operations)]);
  expect(schemas).toEqual([...new Set(schemas)]);
});

test('every reference in the description leads somewhere', () => {
  const text = JSON.stringify(description);
  const schemas = (description['components'] as { readonly schemas: object }).schemas;
  const names = Array.from(text.matchAll(/#\/components\/schemas\/(\w+)/g), ([, name]) => name);
  expect(names.length).toBeGreaterThan(10);
  for (const name of names) expect(Object.keys(schemas)).toContain(name);
  expect(text).not.toContain('$defs');
});

/** What the routes that need a body are asked with. */
const bodies: ReadonlyMap<string, string> = new Map([
  ['recordOutcomes', '{"reason":7}'],
  ['acceptReports', '{"report":"callFailed","sessionIdentifier":"1","cause":1}'],
]);

test('what is described is served, and answers as described', async () => {
  const reports = { refusal: () => undefined, accept: () => Promise.resolve() };
  const { ask, record, journal } = await runApi({ parts: { reports } });
  await record(salesFrames(20), { source: 'north' });
  for (const [name, { method, path, answer, scope }] of all) {
    const isStream = answer.type === 'text/event-stream';
    const missing = missingAt(path);
    const response = await ask(path.replace('{id}', `${journal.id}-7`).replace('{name}', 'none'), {
      method: method.toUpperCase(),
      ...(bodies.has(name) ? { headers: { 'content-type': 'application/json' }, body: bodies.get(name) ?? '' } : {}),
    });
    expect(response.status, name).toBe(missing === undefined ? answer.status : 404);
    if (isStream) await response.body?.cancel();
    else if (missing !== undefined) expect(await response.json()).toMatchObject({ code: missing });
    else if (answer.schema !== undefined) answer.schema.parse(await response.json());
    expect(scope ?? 'none', name).toMatch(/^(read|write|admin|any|none)$/);
  }
});

/** What is said of a path whose part is not there; undefined where nothing can be missing. */
function missingAt(path: string): string | undefined {
  if (path.startsWith('/sinks/{name}')) return 'SINK_NOT_FOUND';
  if (path.startsWith('/upstreams/{name}')) return 'UPSTREAM_NOT_FOUND';
  return path === '/campaigns/day' ? 'CAMPAIGN_NOT_FOUND' : undefined;
}
