/** Types of the API's responses, taken from its schemas. */
export type {
  CampaignEntry,
  CampaignCounts,
  CampaignDay,
  Campaigns,
  WindowName,
} from '../../../bridge/src/http/campaigns/schema.ts';
export type { IncidentEntry, IncidentsPage } from '../../../bridge/src/http/incidents/schema.ts';
export type { Tick } from '../../../bridge/src/http/live/schema.ts';
export type { Me, Scope } from '../../../bridge/src/http/me/schema.ts';
export type { OutcomeEntry, OutcomeLife, OutcomesPage } from '../../../bridge/src/http/outcomes/schema.ts';
export type {
  DeadLetter,
  DeadLetterGroup,
  DeadLettersPage,
  SinkEntry,
  SinkHistoryEntry,
} from '../../../bridge/src/http/sinks/schema.ts';
export type { Status } from '../../../bridge/src/http/status/schema.ts';
export type { Rates } from '../../../bridge/src/http/rates/schema.ts';
export type { SubscriberEntry } from '../../../bridge/src/http/subscribers/schema.ts';
export type { UpstreamEntry, UpstreamHistoryEntry } from '../../../bridge/src/http/upstreams/schema.ts';
