import { correctionEventType, outcomeEventType } from '@sdmp/outcomes/cloudevents';
import { outcomeSchema } from '@sdmp/outcomes/schema';
import { z } from 'zod';

const attributeForm = /^[a-z0-9]{1,64}$/;
const known = new Set([
  'specversion',
  'id',
  'source',
  'type',
  'subject',
  'time',
  'datacontenttype',
  'dataschema',
  'data',
]);

/** A CloudEvent 1.0 with an outcome, in the JSON format; extension attributes are taken and not kept. */
export const cloudEventSchema = z
  .object({
    specversion: z.literal('1.0'),
    id: z.string().min(1),
    source: z.string().min(1),
    type: z.enum([outcomeEventType, correctionEventType]),
    subject: z.string().min(1).optional(),
    time: z.iso.datetime({ offset: true }).optional().describe('Counts where data has no time.'),
    datacontenttype: z.literal('application/json').optional(),
    dataschema: z.string().min(1).optional(),
    data: outcomeSchema,
  })
  .catchall(z.union([z.string(), z.number(), z.boolean()]))
  .superRefine((event, context) => {
    for (const name of Object.keys(event)) {
      if (known.has(name) || attributeForm.test(name)) continue;
      context.addIssue({ code: 'custom', path: [name.slice(0, 40)], message: 'is no name of an attribute' });
    }
  });

/** What POST /outcomes takes, by media type. */
export const postedTypes = {
  json: 'application/json',
  event: 'application/cloudevents+json',
  events: 'application/cloudevents-batch+json',
} as const;

/** Outcomes in one request at most. */
export const maxPostedOutcomes = 1000;
