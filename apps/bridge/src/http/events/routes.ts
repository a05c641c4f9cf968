import type { Journal, JournalPlace } from '@sdmp/journal';
import { Hono } from 'hono';
import { eventsQuerySchema, liveQuerySchema } from '../server/queries.ts';
import type { ApiEnvironment } from '../server/api-parts.ts';
import { demand, mayUnmask } from '../access/caller.ts';
import { HttpProblem } from '../responses/http-problem.ts';
import { readQuery } from '../requests/read-query.ts';
import type { BridgeView } from '../server/bridge-view.ts';
import { placeBehind } from './event-id.ts';
import type { EventStreams } from '../event-streams/event-streams.ts';
import { liveEvents } from '../live/live-events.ts';
import { OutcomeEvents } from './outcome-events.ts';
import { OutcomeFilter } from '../outcomes/outcome-filter.ts';

/** The place behind the last event a reader had. Throws `INVALID_QUERY`. */
function afterLast(journal: Journal, lastEventId: string | undefined): JournalPlace | undefined {
  if (lastEventId === undefined || lastEventId === '') return undefined;
  const place = placeBehind(journal, lastEventId);
  if (place !== undefined) return place;
  throw new HttpProblem(400, 'INVALID_QUERY', 'Last-Event-ID: give the id of an event of this stream');
}

/** Streams of server-sent events. */
export function streamRoutes(view: BridgeView, streams: EventStreams): Hono<ApiEnvironment> {
  const { journal } = view.parts;
  const routes = new Hono<ApiEnvironment>();
  routes.get('/events', (context) => {
    const { caller } = context.var;
    demand(caller, 'read');
    const query = readQuery(eventsQuerySchema, context.req.url);
    const isUnmasked = mayUnmask(caller, query.unmask);
    const from = afterLast(journal, context.req.header('last-event-id')) ?? query.from ?? journal.end;
    const events = new OutcomeEvents({ journal, filter: new OutcomeFilter(query), from, isUnmasked });
    return streams.open(context, events.next);
  });
  routes.get('/live', (context) => {
    const { caller } = context.var;
    demand(caller, 'read');
    const { window } = readQuery(liveQuerySchema, context.req.url);
    return streams.open(context, liveEvents(view, window, caller.scopes.has('admin')));
  });
  return routes;
}
