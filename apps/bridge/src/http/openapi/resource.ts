import { problemSchema } from '../schema/problem.ts';
import { jsonType, type Resource, route } from '../server/route.ts';

/** The description of the API, for everyone. */
export const openapiResource: Resource = {
  schemas: { Problem: problemSchema },
  routes: {
    describe: route({
      method: 'get',
      path: '/openapi.json',
      summary: 'This description.',
      answer: { status: 200, description: 'OpenAPI 3.1.', type: jsonType },
      handle: ({ context, describe }) => context.json(describe()),
    }),
  },
};
