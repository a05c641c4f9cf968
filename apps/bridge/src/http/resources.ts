import { campaignsResource } from './campaigns/resource.ts';
import { configurationResource } from './configuration/resource.ts';
import { eventsResource } from './events/resource.ts';
import { incidentsResource } from './incidents/resource.ts';
import { liveResource } from './live/resource.ts';
import { meResource } from './me/resource.ts';
import { openapiResource } from './openapi/resource.ts';
import { outcomesResource } from './outcomes/resource.ts';
import { ratesResource } from './rates/resource.ts';
import { reportsResource } from './reports/resource.ts';
import type { Resource } from './server/route.ts';
import { sinksResource } from './sinks/resource.ts';
import { statusResource } from './status/resource.ts';
import { subscribersResource } from './subscribers/resource.ts';
import { upstreamsResource } from './upstreams/resource.ts';

/** The API. Server and description follow from these rows, in this order. */
export const resources: readonly Resource[] = [
  meResource,
  statusResource,
  incidentsResource,
  configurationResource,
  upstreamsResource,
  subscribersResource,
  sinksResource,
  campaignsResource,
  ratesResource,
  outcomesResource,
  reportsResource,
  eventsResource,
  liveResource,
  openapiResource,
];
