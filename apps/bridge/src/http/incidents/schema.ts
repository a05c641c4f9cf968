import { z } from 'zod';
import { incidentParts } from '../../incidents/incident.ts';
import { levelSchema } from '../schema/condition.ts';
import { timeSchema, wholeSchema } from '../schema/values.ts';

export const incidentPartSchema = z.enum(incidentParts);

/** An entry of the incident log: something changed for the worse, or was done, and how long that lasted. */
export const incidentSchema = z.object({
  id: wholeSchema.describe('Grows with each entry.'),
  part: incidentPartSchema,
  name: z
    .string()
    .optional()
    .describe('Of an upstream, a sink or a subscriber; of the latter the tenant and the end of its persist token.'),
  before: z.string().optional().describe('Condition before. Absent where none was known.'),
  after: z
    .string()
    .describe(
      'Condition from then on, as `condition` of the part has it; of the bridge running, stopped, killed; of configuration, users and TLS what was done: applied, refused, read, kept, renewed, expiring; of a campaign near or over its limit on abandoned calls.',
    ),
  level: levelSchema,
  reason: z.string().optional().describe('Why, as the part said it: a line of 300 characters at most.'),
  at: timeSchema.describe('When it began, the first time.'),
  times: wholeSchema.describe('Above 1: it came again within a short time, and is counted here.'),
  lastAt: timeSchema.describe('When it began, the last time.'),
  endedAt: timeSchema.optional().describe('When it was over last. Absent while it lasts.'),
  durationMs: wholeSchema
    .optional()
    .describe('How long it lasted, all times together. Absent before it was over for the first time.'),
});

export type IncidentEntry = z.output<typeof incidentSchema>;

/** GET /incidents */
export const incidentsSchema = z.object({
  incidents: z.array(incidentSchema).describe('The newest first.'),
  next: wholeSchema.nullable().describe('cursor of the next page; null at the end.'),
});

export type IncidentsPage = z.output<typeof incidentsSchema>;
