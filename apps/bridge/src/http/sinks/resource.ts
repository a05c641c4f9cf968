import type { DeadLetterChoice } from '@sdmp/sinks';
import { z } from 'zod';
import { mayUnmask } from '../access/caller.ts';
import { readBody } from '../requests/request-body.ts';
import { HttpProblem } from '../responses/http-problem.ts';
import { isoTime } from '../responses/iso-time.ts';
import { queryValues, unmask } from '../schema/query-values.ts';
import type { RunningSink } from '../server/api-parts.ts';
import { type ApiRequest, jsonType, type Resource, route } from '../server/route.ts';
import { deadLettersPage } from './dead-letters-page.ts';
import { describeSink, describeSinkHistory } from './describe-sink.ts';
import {
  chosenDeadLettersSchema,
  deadLetterGroupSchema,
  deadLetterGroupsSchema,
  deadLetterSchema,
  deadLettersSchema,
  discardedSchema,
  replayedSchema,
  sinkHistorySchema,
  sinkSchema,
  sinksSchema,
} from './schema.ts';

/** Returns the sink that the path names. Throws `SINK_NOT_FOUND`. */
function sinkOf({ parts, context }: ApiRequest<unknown>): RunningSink {
  const name = context.req.param('name');
  const found = parts.sinks().find(({ runner }) => runner.status.name === name);
  if (found === undefined) throw new HttpProblem(404, 'SINK_NOT_FOUND', 'no sink has that name: see /sinks');
  return found.runner;
}

async function chosenDeadLetters({ context }: ApiRequest<unknown>): Promise<DeadLetterChoice> {
  const chosen = await readBody(chosenDeadLettersSchema, context.req.raw);
  if ('all' in chosen) return 'all';
  return 'cause' in chosen ? chosen : chosen.positions;
}

/** Sinks: how they are, and what operators do with them. */
export const sinksResource: Resource = {
  schemas: { DeadLetter: deadLetterSchema, DeadLetterGroup: deadLetterGroupSchema, Sink: sinkSchema },
  routes: {
    listSinks: route({
      method: 'get',
      path: '/sinks',
      summary: 'Sinks that outcomes go to.',
      scope: 'read',
      answer: { status: 200, description: 'Each sink.', type: jsonType, schema: sinksSchema },
      handle: ({ context, view }) => context.json(view.sinks()),
    }),
    getSink: route({
      method: 'get',
      path: '/sinks/{name}',
      summary: 'One sink.',
      scope: 'read',
      answer: { status: 200, description: 'The sink.', type: jsonType, schema: sinkSchema },
      handle: (request) => request.context.json(describeSink(sinkOf(request).status, request.parts.now())),
    }),
    getSinkHistory: route({
      method: 'get',
      path: '/sinks/{name}/history',
      summary: 'What a sink did in each minute of the last hours since the start, and its latest failures.',
      scope: 'read',
      query: z.strictObject({ minutes: queryValues.minutes }),
      answer: { status: 200, description: 'Figures per minute.', type: jsonType, schema: sinkHistorySchema },
      handle: (request) => request.context.json(describeSinkHistory(sinkOf(request).history(request.query.minutes))),
    }),
    pauseSink: route({
      method: 'post',
      path: '/sinks/{name}/pause',
      summary: 'Stops a sink after the delivery under way; it stays so over restarts.',
      scope: 'admin',
      answer: { status: 204, description: 'It is paused.' },
      handle: (request) => {
        sinkOf(request).pause();
        return request.context.body(null, 204);
      },
    }),
    resumeSink: route({
      method: 'post',
      path: '/sinks/{name}/resume',
      summary: 'Resumes a sink, which tries at once what waits.',
      scope: 'admin',
      answer: { status: 204, description: 'It is resumed.' },
      handle: (request) => {
        sinkOf(request).resume();
        return request.context.body(null, 204);
      },
    }),
    listDeadLetters: route({
      method: 'get',
      path: '/sinks/{name}/dead-letters',
      summary: 'Outcomes that the receiver refused, in the order of their positions.',
      scope: 'read',
      query: z.strictObject({
        from: queryValues.position.default(0),
        limit: queryValues.limit,
        cause: queryValues.name.optional().describe('Only those of this group.'),
        unmask,
      }),
      answer: { status: 200, description: 'A page of them.', type: jsonType, schema: deadLettersSchema },
      handle: async (request) => {
        const { parts, query, caller, context } = request;
        const sink = sinkOf(request);
        return context.json(await deadLettersPage(parts, sink, query, mayUnmask(caller, query.unmask)));
      },
    }),
    listDeadLetterGroups: route({
      method: 'get',
      path: '/sinks/{name}/dead-letter-groups',
      summary: 'Dead letters by their cause, the most frequent first; 100 causes at most.',
      scope: 'read',
      answer: { status: 200, description: 'Each group.', type: jsonType, schema: deadLetterGroupsSchema },
      handle: (request) => {
        const groups = sinkOf(request).deadLetterGroups();
        return request.context.json(
          groups.map(({ oldestAt, newestAt, ...group }) => ({
            ...group,
            oldestAt: isoTime(oldestAt),
            newestAt: isoTime(newestAt),
          })),
        );
      },
    }),
    replayDeadLetters: route({
      method: 'post',
      path: '/sinks/{name}/dead-letters/replay',
      summary: 'Sends dead letters once more.',
      scope: 'admin',
      body: { [jsonType]: chosenDeadLettersSchema },
      answer: { status: 200, description: 'How many were taken.', type: jsonType, schema: replayedSchema },
      handle: async (request) => {
        const sink = sinkOf(request);
        return request.context.json({ replayed: await sink.replay(await chosenDeadLetters(request)) });
      },
    }),
    discardDeadLetters: route({
      method: 'post',
      path: '/sinks/{name}/dead-letters/discard',
      summary: 'Forgets dead letters without sending them.',
      scope: 'admin',
      body: { [jsonType]: chosenDeadLettersSchema },
      answer: { status: 200, description: 'How many there were.', type: jsonType, schema: discardedSchema },
      handle: async (request) => {
        const sink = sinkOf(request);
        return request.context.json({ discarded: sink.discard(await chosenDeadLetters(request)) });
      },
    }),
  },
};
