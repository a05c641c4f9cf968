import { outcomeId } from '@sdmp/outcomes';
import { Hono } from 'hono';
import type { OutcomesPage, Recorded } from './schema.ts';
import { outcomeQuerySchema, outcomesQuerySchema } from '../server/queries.ts';
import type { ApiEnvironment, ApiParts } from '../server/api-parts.ts';
import { demand, localCaller, mayUnmask } from '../access/caller.ts';
import { outcomeEntryText } from './describe-outcome.ts';
import { HttpProblem } from '../responses/http-problem.ts';
import { readQuery } from '../requests/read-query.ts';
import { findOutcomes } from './find-outcomes.ts';
import { OutcomeFilter } from './outcome-filter.ts';
import { readPostedRecords } from './ingest/posted-records.ts';
import { outcomeLife } from './outcome-life.ts';

/** An answer whose JSON is a text already. */
function jsonAnswer(text: string): Response {
  return new Response(text, { headers: { 'content-type': 'application/json' } });
}

const secondsUntilRetry = '5';

/** Outcomes: found, looked at, and handed in. */
export function outcomeRoutes(parts: ApiParts): Hono<ApiEnvironment> {
  const { journal, appender, now } = parts;
  const routes = new Hono<ApiEnvironment>();
  routes.get('/outcomes', async (context) => {
    const { caller } = context.var;
    demand(caller, 'read');
    const query = readQuery(outcomesQuerySchema, context.req.url);
    const isUnmasked = mayUnmask(caller, query.unmask);
    const { order, from, limit } = query;
    const found = await findOutcomes({ journal, filter: new OutcomeFilter(query), order, from, limit });
    const outcomes = found.outcomes.map((each) => outcomeEntryText(each, isUnmasked));
    const rest: Omit<OutcomesPage, 'outcomes'> = {
      next: found.next ?? null,
      scanned: found.scanned,
      ...(found.gaps.length === 0 ? {} : { gaps: [...found.gaps] }),
    };
    return jsonAnswer(`{"outcomes":[${outcomes.join(',')}],${JSON.stringify(rest).slice(1)}`);
  });
  routes.post('/outcomes', async (context) => {
    const { caller } = context.var;
    demand(caller, 'write');
    const source = caller === localCaller ? 'http' : `http/${caller.name}`;
    const records = await readPostedRecords(context.req.raw, source, now());
    if (!appender.isWritable) {
      const headers = { 'retry-after': secondsUntilRetry };
      throw new HttpProblem(503, 'JOURNAL_UNWRITABLE', 'the journal cannot be written to now; nothing was recorded', {
        headers,
      });
    }
    const { first } = await appender.append(records);
    const recorded: Recorded = {
      outcomes: records.map((_, index) => {
        const position = first + index;
        return { id: outcomeId({ journal: journal.history.nameAt(position), position }), position };
      }),
    };
    return context.json(recorded, 201);
  });
  routes.get('/outcomes/:id', async (context) => {
    const { caller } = context.var;
    demand(caller, 'read');
    const { unmask } = readQuery(outcomeQuerySchema, context.req.url);
    const shows = { personal: mayUnmask(caller, unmask), tokens: caller.scopes.has('admin') };
    return jsonAnswer(await outcomeLife(parts, context.req.param('id'), shows));
  });
  return routes;
}
