import { z } from 'zod';
import { filePath } from '../../config/config-paths.ts';
import { list, oneOf, text, wholeNumber } from '../../config/field.ts';
import { duration } from '../../config/units.ts';
import { batchOf } from './sink-fields.ts';
import { defineSinkKind } from './sink-kind.ts';

const httpUrl = text('an address that begins with http:// or https://', (value) => /^https?:\/\/[^\s]+$/.test(value));

const mostParallel = 64;

export const webhook = defineSinkKind({
  name: 'webhook',
  description: 'Posts outcomes to an HTTP address.',
  shape: {
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
  },
  mapPaths: (options, map) => ({
    ...options,
    secretFiles: options.secretFiles.map((path, index) => map(`secretFiles[${index}]`, path, 'secret')),
  }),
  make: async ({ timeout, ...options }) => {
    const { webhookSink } = await import('@sdmp/sinks/webhook');
    return webhookSink({ ...options, timeoutMs: timeout });
  },
});
