import { jsonType, type Resource, route } from '../server/route.ts';
import { subscriberSchema, subscribersSchema } from './schema.ts';

/** Requests of SDMP subscribers. */
export const subscribersResource: Resource = {
  schemas: { Subscriber: subscriberSchema },
  routes: {
    listSubscribers: route({
      method: 'get',
      path: '/subscribers',
      summary: 'Requests of SDMP subscribers: first those with a socket, then the parked ones, 1000 at most.',
      scope: 'read',
      answer: { status: 200, description: 'Each request.', type: jsonType, schema: subscribersSchema },
      handle: ({ context, caller, view }) => context.json(view.subscribers(caller.scopes.has('admin'))),
    }),
  },
};
