import type { Journal, JournalPlace } from '@sdmp/journal';
import { z } from 'zod';
import { mayUnmask } from '../access/caller.ts';
import { OutcomeFilter } from '../outcomes/outcome-filter.ts';
import { outcomeFilters } from '../outcomes/queries.ts';
import { HttpProblem } from '../responses/http-problem.ts';
import { type Gap, gapSchema } from '../schema/values.ts';
import { queryValues } from '../schema/query-values.ts';
import { type Resource, eventStreamType, route } from '../server/route.ts';
import { placeBehind } from './event-id.ts';
import { OutcomeEvents } from './outcome-events.ts';

/** Returns the place behind the last event a reader had. Throws `INVALID_QUERY`. */
function afterLast(journal: Journal, lastEventId: string | undefined): JournalPlace | undefined {
  if (lastEventId === undefined || lastEventId === '') return undefined;
  const place = placeBehind(journal, lastEventId);
  if (place !== undefined) return place;
  throw new HttpProblem(400, 'INVALID_QUERY', 'Last-Event-ID: give the id of an event of this stream');
}

/** Outcomes as they are recorded. */
export const eventsResource: Resource = {
  schemas: { Gap: gapSchema },
  routes: {
    streamOutcomes: route({
      method: 'get',
      path: '/events',
      summary:
        'Outcomes as they are recorded, as server-sent events: outcome (id: its place in the journal) and gap. Last-Event-ID continues behind that place.',
      scope: 'read',
      query: z.strictObject({
        ...outcomeFilters,
        from: queryValues.position
          .optional()
          .describe('Position to begin at. Default: the end; the header Last-Event-ID goes before it.'),
      }),
      answer: { status: 200, description: 'A stream without end.', type: eventStreamType },
      handle: ({ context, caller, parts: { journal, report }, streams, query }) => {
        const isUnmasked = mayUnmask(caller, query.unmask);
        const from = afterLast(journal, context.req.header('last-event-id')) ?? query.from ?? journal.end;
        const onAnotherHistory = ({ from: position, to }: Gap): void =>
          report.report('placesOfAnotherHistory', { position, to });
        const filter = new OutcomeFilter(query);
        const { turns } = streams;
        return streams.open(context, new OutcomeEvents({ journal, filter, from, isUnmasked, onAnotherHistory, turns }));
      },
    }),
  },
};
