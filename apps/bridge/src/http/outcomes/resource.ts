import { outcomeEntryText } from './describe-outcome.ts';
import { type FoundOutcomes, findOutcomes } from './find-outcomes.ts';
import { type OutcomesPage, outcomeEntrySchema, outcomeLifeSchema, outcomesSchema, recordedSchema } from './schema.ts';
import type { Journal } from '@sdmp/journal';
import { outcomeSchema } from '@sdmp/outcomes/schema';
import { z } from 'zod';
import { mayUnmask } from '../access/caller.ts';
import { HttpProblem } from '../responses/http-problem.ts';
import { type Resource, jsonType, route } from '../server/route.ts';
import { cloudEventSchema, maxPostedOutcomes, postedTypes } from './ingest/cloud-event.ts';
import { recordOutcomes } from './ingest/record-outcomes.ts';
import { OutcomeFilter } from './outcome-filter.ts';
import { outcomeLife } from './outcome-life.ts';
import { outcomeQuerySchema, outcomesQuerySchema } from './queries.ts';

/** Returns a page of outcomes, an `OutcomesPage` as JSON text. */
function outcomesPageText({ outcomes, next, scanned, gaps }: FoundOutcomes, isUnmasked: boolean): string {
  const entries = outcomes.map((each) => outcomeEntryText(each, isUnmasked));
  const rest: Omit<OutcomesPage, 'outcomes'> = {
    next: next ?? null,
    scanned,
    ...(gaps.length === 0 ? {} : { gaps: [...gaps] }),
  };
  return `{"outcomes":[${entries.join(',')}],${JSON.stringify(rest).slice(1)}`;
}

const manyOutcomes = z.array(outcomeSchema).min(1).max(maxPostedOutcomes);
const manyEvents = z.array(cloudEventSchema).min(1).max(maxPostedOutcomes);

/** Throws `POSITION_BEYOND_END` for a position that this journal has not given out. */
function checkWithin({ end }: Pick<Journal, 'end'>, from = 0): void {
  if (from <= end) return;
  throw new HttpProblem(
    410,
    'POSITION_BEYOND_END',
    `from: the journal ends before position ${end}; a later one was given out before a restore, or never: leave from out to begin anew`,
  );
}

/** Returns an answer whose JSON is a text already. */
function jsonAnswer(text: string): Response {
  return new Response(text, { headers: { 'content-type': jsonType } });
}

/** Outcomes: found, looked at, and handed in. */
export const outcomesResource: Resource = {
  schemas: {
    CloudEvent: cloudEventSchema,
    Outcome: outcomeEntrySchema,
    OutcomeInput: outcomeSchema,
    OutcomeLife: outcomeLifeSchema,
    Outcomes: outcomesSchema,
    Recorded: recordedSchema,
  },
  routes: {
    findOutcomes: route({
      method: 'get',
      path: '/outcomes',
      summary: 'Outcomes that match, a page at a time. A page may be short: continue from next until it is null.',
      scope: 'read',
      query: outcomesQuerySchema,
      answer: { status: 200, description: 'A page.', type: jsonType, schema: outcomesSchema },
      handle: async ({ caller, parts: { journal }, query }) => {
        const isUnmasked = mayUnmask(caller, query.unmask);
        const { order, from, limit } = query;
        checkWithin(journal, from);
        const found = await findOutcomes({ journal, filter: new OutcomeFilter(query), order, from, limit });
        return jsonAnswer(outcomesPageText(found, isUnmasked));
      },
    }),
    recordOutcomes: route({
      method: 'post',
      path: '/outcomes',
      summary: 'Records outcomes: all of them, or none. Answered when they are on disk.',
      scope: 'write',
      body: {
        [postedTypes.json]: z.union([outcomeSchema, manyOutcomes]),
        [postedTypes.event]: cloudEventSchema,
        [postedTypes.events]: manyEvents,
      },
      answer: { status: 201, description: 'They are on disk.', type: jsonType, schema: recordedSchema },
      handle: async ({ context, caller, parts }) =>
        context.json(await recordOutcomes(parts, context.req.raw, caller), 201),
    }),
    getOutcome: route({
      method: 'get',
      path: '/outcomes/{id}',
      summary: 'One outcome, and what became of it.',
      scope: 'read',
      query: outcomeQuerySchema,
      answer: { status: 200, description: 'The outcome and its life.', type: jsonType, schema: outcomeLifeSchema },
      handle: async ({ context, caller, parts, query }) => {
        const shows = { personal: mayUnmask(caller, query.unmask), tokens: caller.scopes.has('admin') };
        return jsonAnswer(await outcomeLife(parts, context.req.param('id') ?? '', shows));
      },
    }),
  },
};
