import { expect, test } from 'vitest';
import { type Description, exampleOf, operationsOf, typeWords } from './description.ts';

const sink = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    state: { type: 'string', enum: ['running', 'paused'] },
    lag: { type: 'number' },
    at: { type: 'string', format: 'date-time' },
    within: { $ref: '#/components/schemas/Sink' },
  },
  required: ['name'],
} as const;

const description: Description = {
  paths: {
    '/sinks/{name}': {
      get: {
        operationId: 'getSink',
        summary: 'One sink.',
        parameters: [{ name: 'name', in: 'path', required: true, schema: { type: 'string' } }],
        responses: {
          200: {
            description: 'It.',
            content: { 'application/json': { schema: { $ref: '#/components/schemas/Sink' } } },
          },
          default: { description: 'What is wrong.' },
        },
      },
    },
  },
  components: { schemas: { Sink: sink } },
};

test('a description gives its operations with what they take and answer', () => {
  expect(operationsOf(description)).toMatchObject([
    { id: 'getSink', method: 'GET', path: '/sinks/{name}', resource: 'sinks', status: '200', body: [] },
  ]);
});

test('a schema is said in a word', () => {
  expect(
    [
      sink.properties.within,
      { type: 'array', items: { $ref: '#/components/schemas/Sink' } },
      sink.properties.state,
      sink.properties.at,
      { type: 'integer', minimum: 1, maximum: 1000 },
      { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
      { anyOf: [{ type: 'string' }, { type: 'null' }] },
      {},
    ].map(typeWords),
  ).toEqual([
    'Sink',
    'list of Sink',
    'running | paused',
    'string, date-time',
    'integer, 1 to 1000',
    'integer',
    'string | null',
    'any',
  ]);
});

test('an example has every member, and ends where a schema contains itself', () => {
  const example = exampleOf(sink, description);
  expect(example).toMatchObject({ name: 'text', state: 'running', lag: 0.5, at: '2026-11-22T10:02:07.000Z' });
  expect(JSON.stringify(example).length).toBeLessThan(2000);
});
