import { jsonType, type Resource, route } from '../server/route.ts';
import { type Me, meSchema, scopes } from './schema.ts';

/** Who asks. */
export const meResource: Resource = {
  schemas: { Me: meSchema },
  routes: {
    getMe: route({
      method: 'get',
      path: '/me',
      summary: 'Whose token it is, and what it allows: to offer only what can be done.',
      scope: 'any',
      answer: { status: 200, description: 'Name and scopes.', type: jsonType, schema: meSchema },
      handle: ({ context, caller }) => {
        const me: Me = { name: caller.name, scopes: scopes.filter((scope) => caller.scopes.has(scope)) };
        return context.json(me);
      },
    }),
  },
};
