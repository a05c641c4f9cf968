import { z } from 'zod';

/** Media type of every error (RFC 9457). */
export const problemType = 'application/problem+json';

/** What is wrong with one of several outcomes that were handed in. */
export const badOutcomeSchema = z.object({
  index: z.int().min(0).describe('Place in what was handed in, from 0.'),
  detail: z.string(),
});

/** An error, as RFC 9457 has it. `code` is stable, `detail` says what, where and what to do. */
export const problemSchema = z.object({
  type: z.string().describe('Always about:blank: code says what it is.'),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string().describe('Stable name of the error.'),
  outcomes: z.array(badOutcomeSchema).optional().describe('Each outcome that was not right; none was recorded.'),
});

export type Problem = z.output<typeof problemSchema>;
