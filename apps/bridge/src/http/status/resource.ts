import { jsonType, type Resource, route } from '../server/route.ts';
import { happenedSchema, journalSchema, statusSchema } from './schema.ts';

/** How the bridge is. */
export const statusResource: Resource = {
  schemas: { Happened: happenedSchema, Journal: journalSchema, Status: statusSchema },
  routes: {
    getStatus: route({
      method: 'get',
      path: '/status',
      summary: 'How the bridge is: journal, readiness, totals.',
      scope: 'read',
      answer: { status: 200, description: 'The state now.', type: jsonType, schema: statusSchema },
      handle: ({ context, caller, view }) => context.json(view.status(caller.scopes.has('admin'))),
    }),
  },
};
