/** Types of the API's responses, taken from its schemas. */
export type {
  CampaignEntry,
  CampaignFigures,
  Campaigns,
  Rates,
  WindowName,
} from '../../../bridge/src/http/api/campaigns.ts';
export type { Tick } from '../../../bridge/src/http/api/live.ts';
export type { Me, Scope } from '../../../bridge/src/http/api/me.ts';
export type { OutcomeEntry, OutcomeLife, OutcomesPage } from '../../../bridge/src/http/api/outcomes.ts';
export type { DeadLetter, DeadLettersPage, SinkEntry } from '../../../bridge/src/http/api/sinks.ts';
export type { Status } from '../../../bridge/src/http/api/status.ts';
export type { SubscriberEntry } from '../../../bridge/src/http/api/subscribers.ts';
export type { UpstreamEntry } from '../../../bridge/src/http/api/upstreams.ts';
