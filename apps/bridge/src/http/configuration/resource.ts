import { HttpProblem } from '../responses/http-problem.ts';
import { jsonType, type Resource, route } from '../server/route.ts';
import { type Reloaded, reloadedSchema } from './schema.ts';

/** The configuration file of the running bridge. */
export const configurationResource: Resource = {
  schemas: {},
  routes: {
    reloadConfiguration: route({
      method: 'post',
      path: '/configuration/reload',
      summary:
        'Reads the configuration file and the file of tokens again, as SIGHUP does. A file with a mistake changes nothing.',
      scope: 'admin',
      answer: { status: 200, description: 'The file is in force.', type: jsonType, schema: reloadedSchema },
      handle: async ({ parts, context }) => {
        const problems = await parts.reload();
        if (problems.length > 0) throw new HttpProblem(422, 'CONFIG_INVALID', problems.join('; '));
        const answer: Reloaded = { reloaded: true };
        return context.json(answer);
      },
    }),
  },
};
