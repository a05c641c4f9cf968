import { z } from 'zod';
import { windowNames } from '../campaigns/schema.ts';

/** Outcomes in one answer at most, and when nothing is said. */
export const maxPage = 1000;
export const defaultPage = 100;

function numeric(value: unknown): unknown {
  return typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value;
}

function truth(value: unknown): unknown {
  return value === 'true' || value === 'false' ? value === 'true' : value;
}

const whole = (min: number, max: number): z.ZodType<number> => z.preprocess(numeric, z.int().min(min).max(max));
const flag = z.preprocess(truth, z.boolean());
const position = whole(0, Number.MAX_SAFE_INTEGER);
const limit = whole(1, maxPage).default(defaultPage).describe(`Entries in the answer at most. Default ${defaultPage}.`);
const name = z.string().min(1);
const time = z.iso.datetime({ offset: true });

const unmask = flag.optional().describe('Show telephone numbers, data and other parameters; needs the scope unmask.');

/** Which outcomes are wanted. */
const filters = {
  tenant: name.optional(),
  campaign: name.optional(),
  agent: name.optional().describe('Agent identifier, as it was recorded.'),
  session: name.optional().describe('Session identifier, as it was recorded.'),
  telephone: name.optional().describe('Whole telephone number, or its last digits (4 at least).'),
  reason: position.optional().describe('Code of the reason (RE).'),
  success: flag.optional(),
  unmask,
} as const;

/** GET /outcomes */
export const outcomesQuerySchema = z.strictObject({
  since: time.optional().describe('Recorded at or after this time.'),
  until: time.optional().describe('Recorded before this time.'),
  ...filters,
  order: z.enum(['asc', 'desc']).default('desc').describe('desc: newest first.'),
  from: position.optional().describe('Position to begin at: `next` of the answer before.'),
  limit,
});

/** GET /outcomes/{id} */
export const outcomeQuerySchema = z.strictObject({ unmask });

/** GET /events */
export const eventsQuerySchema = z.strictObject({
  ...filters,
  from: position
    .optional()
    .describe('Position to begin at. Default: the end; the header Last-Event-ID goes before it.'),
});

const windowSchema = z.enum(windowNames);

/** GET /campaigns */
export const campaignsQuerySchema = z.strictObject({ window: windowSchema.default('24h') });

/** GET /live */
export const liveQuerySchema = z.strictObject({ window: windowSchema.default('15m') });

/** GET /rates */
export const ratesQuerySchema = z.strictObject({ window: windowSchema.default('15m') });

/** GET /sinks/{name}/dead-letters */
export const deadLettersQuerySchema = z.strictObject({
  from: position.default(0),
  limit,
  unmask,
});

export type OutcomesQuery = z.output<typeof outcomesQuerySchema>;
