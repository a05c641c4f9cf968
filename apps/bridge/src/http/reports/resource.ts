import { reportSchema } from '@sdmp/calls/schema';
import { z } from 'zod';
import { readBody } from '../requests/request-body.ts';
import { jsonType, type Resource, route } from '../server/route.ts';
import { acceptReports, maxPostedReports } from './accept-reports.ts';
import { acceptedSchema } from './schema.ts';

const manyReports = z.array(reportSchema).min(1).max(maxPostedReports);
/** One is taken as an array of one, so that what is wrong is said of it and not of the choice. */
const givenReports = z.preprocess((given) => (Array.isArray(given) ? given : [given]), manyReports);

/** Reports of calls, of which outcomes are made. */
export const reportsResource: Resource = {
  schemas: { Accepted: acceptedSchema, Report: reportSchema },
  routes: {
    acceptReports: route({
      method: 'post',
      path: '/reports',
      summary: 'Takes reports of calls: all of them, or none. Answered when they are on disk.',
      scope: 'write',
      body: { [jsonType]: z.union([reportSchema, manyReports]) },
      answer: { status: 201, description: 'They are on disk.', type: jsonType, schema: acceptedSchema },
      handle: async ({ context, parts }) =>
        context.json(await acceptReports(parts, await readBody(givenReports, context.req.raw)), 201),
    }),
  },
};
