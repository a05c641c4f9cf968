import { Hono } from 'hono';
import { deadLettersQuerySchema } from '../server/queries.ts';
import { chosenLettersSchema, type DeadLettersPage } from './schema.ts';
import type { ApiEnvironment, ApiParts, RunningSink } from '../server/api-parts.ts';
import { demand, mayUnmask } from '../access/caller.ts';
import { describeOutcome } from '../outcomes/describe-outcome.ts';
import { describeSink } from './describe-sink.ts';
import { HttpProblem } from '../responses/http-problem.ts';
import { readQuery } from '../requests/read-query.ts';
import { readBody } from '../requests/request-body.ts';
import { isoTime } from '../responses/iso-time.ts';
import { readHeld } from '../outcomes/held-outcome.ts';

function sinkNamed({ sinks }: ApiParts, name: string): RunningSink {
  const found = sinks().find(({ runner }) => runner.status.name === name);
  if (found === undefined) throw new HttpProblem(404, 'SINK_NOT_FOUND', 'no sink has that name: see /sinks');
  return found.runner;
}

async function deadLettersPage(
  { journal }: ApiParts,
  sink: RunningSink,
  { from, limit }: { readonly from: number; readonly limit: number },
  isUnmasked: boolean,
): Promise<DeadLettersPage> {
  const letters = sink.deadLetters({ from, limit });
  const deadLetters: DeadLettersPage['deadLetters'] = [];
  for (const { position, reason, attempts, at } of letters) {
    const held = await readHeld(journal, position);
    const outcome = typeof held === 'string' ? {} : { outcome: describeOutcome(held.found, isUnmasked) };
    deadLetters.push({ position, reason, attempts, at: isoTime(at), ...outcome });
  }
  const last = letters.at(-1);
  return { deadLetters, next: last === undefined || letters.length < limit ? null : last.position + 1 };
}

async function chosenLetters(request: Request): Promise<readonly number[] | 'all'> {
  const chosen = await readBody(chosenLettersSchema, request);
  return 'all' in chosen ? 'all' : chosen.positions;
}

/** Sinks: how they are, and what operators do with them. */
export function sinkRoutes(parts: ApiParts): Hono<ApiEnvironment> {
  const routes = new Hono<ApiEnvironment>();
  routes.get('/sinks', (context) => {
    demand(context.var.caller, 'read');
    return context.json(parts.sinks().map(({ runner }) => describeSink(runner.status)));
  });
  routes.get('/sinks/:name', (context) => {
    demand(context.var.caller, 'read');
    return context.json(describeSink(sinkNamed(parts, context.req.param('name')).status));
  });
  routes.post('/sinks/:name/pause', (context) => {
    demand(context.var.caller, 'admin');
    sinkNamed(parts, context.req.param('name')).pause();
    return context.body(null, 204);
  });
  routes.post('/sinks/:name/resume', (context) => {
    demand(context.var.caller, 'admin');
    sinkNamed(parts, context.req.param('name')).resume();
    return context.body(null, 204);
  });
  routes.get('/sinks/:name/dead-letters', async (context) => {
    const { caller } = context.var;
    demand(caller, 'read');
    const query = readQuery(deadLettersQuerySchema, context.req.url);
    const sink = sinkNamed(parts, context.req.param('name'));
    return context.json(await deadLettersPage(parts, sink, query, mayUnmask(caller, query.unmask)));
  });
  routes.post('/sinks/:name/dead-letters/replay', async (context) => {
    demand(context.var.caller, 'admin');
    const sink = sinkNamed(parts, context.req.param('name'));
    return context.json({ replayed: await sink.replay(await chosenLetters(context.req.raw)) });
  });
  routes.post('/sinks/:name/dead-letters/discard', async (context) => {
    demand(context.var.caller, 'admin');
    const sink = sinkNamed(parts, context.req.param('name'));
    return context.json({ discarded: sink.discard(await chosenLetters(context.req.raw)) });
  });
  return routes;
}
