import { outcomeSchema } from '@sdmp/outcomes/schema';
import { z } from 'zod';
import { campaignsSchema, ratesSchema } from '../campaigns/schema.ts';
import { cloudEventSchema, maxPostedOutcomes, postedTypes } from '../outcomes/ingest/cloud-event.ts';
import { meSchema } from '../me/schema.ts';
import { outcomeLifeSchema, outcomesSchema, recordedSchema } from '../outcomes/schema.ts';
import {
  campaignsQuerySchema,
  deadLettersQuerySchema,
  eventsQuerySchema,
  liveQuerySchema,
  outcomeQuerySchema,
  outcomesQuerySchema,
  ratesQuerySchema,
} from '../server/queries.ts';
import {
  chosenLettersSchema,
  deadLettersSchema,
  discardedSchema,
  replayedSchema,
  sinkSchema,
  sinksSchema,
} from '../sinks/schema.ts';
import { statusSchema } from '../status/schema.ts';
import { subscribersSchema } from '../subscribers/schema.ts';
import { upstreamsSchema } from '../upstreams/schema.ts';

/** Everything is under this path. */
export const apiBase = '/api/v1';

/** One thing that can be asked for. */
export interface RouteDescription {
  readonly method: 'get' | 'post';
  /** Under the base; `{name}` is a parameter. */
  readonly path: string;
  readonly summary: string;
  /** Scope that the token must have; any: whatever it has. Absent: no token is needed. */
  readonly scope?: 'read' | 'write' | 'admin' | 'any';
  readonly query?: z.ZodObject;
  /** Media types of the body and what it must be. */
  readonly body?: Readonly<Record<string, z.ZodType>>;
  readonly answer: {
    readonly status: 200 | 201 | 204;
    readonly description: string;
    readonly type?: string;
    readonly schema?: z.ZodType;
  };
}

const json = 'application/json';
const eventStream = 'text/event-stream';
const manyOutcomes = z.array(outcomeSchema).min(1).max(maxPostedOutcomes);
const manyEvents = z.array(cloudEventSchema).min(1).max(maxPostedOutcomes);

/** The API, by the name of each operation. Server, description and documentation follow from it. */
export const routes = {
  getMe: {
    method: 'get',
    path: '/me',
    summary: 'Whose token it is, and what it allows: to offer only what can be done.',
    scope: 'any',
    answer: { status: 200, description: 'Name and scopes.', type: json, schema: meSchema },
  },
  getStatus: {
    method: 'get',
    path: '/status',
    summary: 'How the bridge is: journal, readiness, totals.',
    scope: 'read',
    answer: { status: 200, description: 'The state now.', type: json, schema: statusSchema },
  },
  listUpstreams: {
    method: 'get',
    path: '/upstreams',
    summary: 'Dialers that outcomes come from.',
    scope: 'read',
    answer: { status: 200, description: 'Each dialer.', type: json, schema: upstreamsSchema },
  },
  listSubscribers: {
    method: 'get',
    path: '/subscribers',
    summary: 'Requests of SDMP subscribers: first those with a socket, then the parked ones, 1000 at most.',
    scope: 'read',
    answer: { status: 200, description: 'Each request.', type: json, schema: subscribersSchema },
  },
  listSinks: {
    method: 'get',
    path: '/sinks',
    summary: 'Sinks that outcomes go to.',
    scope: 'read',
    answer: { status: 200, description: 'Each sink.', type: json, schema: sinksSchema },
  },
  getSink: {
    method: 'get',
    path: '/sinks/{name}',
    summary: 'One sink.',
    scope: 'read',
    answer: { status: 200, description: 'The sink.', type: json, schema: sinkSchema },
  },
  pauseSink: {
    method: 'post',
    path: '/sinks/{name}/pause',
    summary: 'Stops a sink after the delivery under way; it stays so over restarts.',
    scope: 'admin',
    answer: { status: 204, description: 'It is paused.' },
  },
  resumeSink: {
    method: 'post',
    path: '/sinks/{name}/resume',
    summary: 'Lets a sink go on, and try at once what waits.',
    scope: 'admin',
    answer: { status: 204, description: 'It goes on.' },
  },
  listDeadLetters: {
    method: 'get',
    path: '/sinks/{name}/dead-letters',
    summary: 'Outcomes that the receiver refused, in the order of their positions.',
    scope: 'read',
    query: deadLettersQuerySchema,
    answer: { status: 200, description: 'A page of them.', type: json, schema: deadLettersSchema },
  },
  replayDeadLetters: {
    method: 'post',
    path: '/sinks/{name}/dead-letters/replay',
    summary: 'Sends dead letters once more.',
    scope: 'admin',
    body: { [json]: chosenLettersSchema },
    answer: { status: 200, description: 'How many were taken.', type: json, schema: replayedSchema },
  },
  discardDeadLetters: {
    method: 'post',
    path: '/sinks/{name}/dead-letters/discard',
    summary: 'Forgets dead letters without sending them.',
    scope: 'admin',
    body: { [json]: chosenLettersSchema },
    answer: { status: 200, description: 'How many there were.', type: json, schema: discardedSchema },
  },
  listCampaigns: {
    method: 'get',
    path: '/campaigns',
    summary: 'Figures per campaign over a window.',
    scope: 'read',
    query: campaignsQuerySchema,
    answer: { status: 200, description: 'The figures.', type: json, schema: campaignsSchema },
  },
  getRates: {
    method: 'get',
    path: '/rates',
    summary: 'Outcomes over time.',
    scope: 'read',
    query: ratesQuerySchema,
    answer: { status: 200, description: 'Counts per step.', type: json, schema: ratesSchema },
  },
  findOutcomes: {
    method: 'get',
    path: '/outcomes',
    summary: 'Outcomes that match, a page at a time. A page may be short: go on from next until it is null.',
    scope: 'read',
    query: outcomesQuerySchema,
    answer: { status: 200, description: 'A page.', type: json, schema: outcomesSchema },
  },
  recordOutcomes: {
    method: 'post',
    path: '/outcomes',
    summary: 'Records outcomes: all of them, or none. Answered when they are on disk.',
    scope: 'write',
    body: {
      [postedTypes.json]: z.union([outcomeSchema, manyOutcomes]),
      [postedTypes.event]: cloudEventSchema,
      [postedTypes.events]: manyEvents,
    },
    answer: { status: 201, description: 'They are on disk.', type: json, schema: recordedSchema },
  },
  getOutcome: {
    method: 'get',
    path: '/outcomes/{id}',
    summary: 'One outcome, and what became of it.',
    scope: 'read',
    query: outcomeQuerySchema,
    answer: { status: 200, description: 'The outcome and its life.', type: json, schema: outcomeLifeSchema },
  },
  streamOutcomes: {
    method: 'get',
    path: '/events',
    summary:
      'Outcomes as they are recorded, as server-sent events: outcome (id: its position) and gap. Last-Event-ID goes on behind that position.',
    scope: 'read',
    query: eventsQuerySchema,
    answer: { status: 200, description: 'A stream without end.', type: eventStream },
  },
  streamLive: {
    method: 'get',
    path: '/live',
    summary: 'What a page shows, as server-sent events: tick each second, campaigns every two.',
    scope: 'read',
    query: liveQuerySchema,
    answer: { status: 200, description: 'A stream without end.', type: eventStream },
  },
  describe: {
    method: 'get',
    path: '/openapi.json',
    summary: 'This description.',
    answer: { status: 200, description: 'OpenAPI 3.1.', type: json },
  },
} as const satisfies Readonly<Record<string, RouteDescription>>;
