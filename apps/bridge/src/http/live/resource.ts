import { z } from 'zod';
import { windowSchema } from '../campaigns/schema.ts';
import { eventStreamType, type Resource, route } from '../server/route.ts';
import { liveEvents } from './live-events.ts';
import { tickSchema } from './schema.ts';

/** What a page shows, as a stream. */
export const liveResource: Resource = {
  schemas: { Tick: tickSchema },
  routes: {
    streamLive: route({
      method: 'get',
      path: '/live',
      summary: 'What a page shows, as server-sent events: tick each second, campaigns every two.',
      scope: 'read',
      query: z.strictObject({ window: windowSchema.default('15m') }),
      answer: { status: 200, description: 'A stream without end.', type: eventStreamType },
      handle: ({ context, caller, view, streams, query }) =>
        streams.open(context, liveEvents(view, query.window, caller.scopes.has('admin'))),
    }),
  },
};
