import { z } from 'zod';
import type { Incident, IncidentQuery } from '../../incidents/incident.ts';
import { HttpProblem } from '../responses/http-problem.ts';
import { queryValues } from '../schema/query-values.ts';
import type { IncidentsToShow } from '../server/api-parts.ts';
import { jsonType, type Resource, route } from '../server/route.ts';
import { describeIncident } from './describe-incident.ts';
import { incidentPartSchema, incidentSchema, incidentsSchema } from './schema.ts';

function findIncidents(incidents: IncidentsToShow, query: IncidentQuery): readonly Incident[] {
  try {
    return incidents.find(query);
  } catch (cause) {
    throw new HttpProblem(503, 'INCIDENTS_UNREADABLE', 'the incident log cannot be read now; try again', { cause });
  }
}

function unixMs(time: string | undefined): number | undefined {
  return time === undefined ? undefined : Date.parse(time);
}

/** What changed for the worse, and when it was over. */
export const incidentsResource: Resource = {
  schemas: { Incident: incidentSchema },
  routes: {
    listIncidents: route({
      method: 'get',
      path: '/incidents',
      summary: 'The incident log: state changes with their reasons and durations, the newest first.',
      scope: 'read',
      query: z.strictObject({
        from: queryValues.time.optional().describe('Only what lasted until then or longer.'),
        to: queryValues.time.optional().describe('Only what began before then.'),
        part: incidentPartSchema.optional(),
        name: queryValues.name.optional().describe('Only of the part with this name.'),
        limit: queryValues.limit,
        cursor: queryValues.position.optional().describe('`next` of the page before.'),
      }),
      answer: { status: 200, description: 'A page of them.', type: jsonType, schema: incidentsSchema },
      handle: ({ context, parts: { incidents }, query }) => {
        const { from, to, limit } = query;
        const found = findIncidents(incidents, { ...query, from: unixMs(from), to: unixMs(to), limit: limit + 1 });
        const page = found.slice(0, limit);
        const next = found.length > limit ? (page.at(-1)?.id ?? null) : null;
        return context.json({ incidents: page.map(describeIncident), next });
      },
    }),
  },
};
