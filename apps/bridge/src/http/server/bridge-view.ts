import { missingIn } from '@sdmp/journal';
import { type SubscriberEntry, maxSubscribersListed } from '../subscribers/schema.ts';
import type { CampaignDay, CampaignEntry, Campaigns, WindowName } from '../campaigns/schema.ts';
import type { Rates } from '../rates/schema.ts';
import type { Tick } from '../live/schema.ts';
import type { SinkEntry } from '../sinks/schema.ts';
import type { Status } from '../status/schema.ts';
import type { UpstreamEntry } from '../upstreams/schema.ts';
import type { ApiParts } from './api-parts.ts';
import { describeCampaigns, describeDay } from '../campaigns/describe-campaigns.ts';
import { describeClock, describeEvents, describeJournal } from '../status/describe-status.ts';
import { describeSink } from '../sinks/describe-sink.ts';
import { describeSubscriber, subscriberKey } from '../subscribers/describe-subscriber.ts';
import { describeUpstream } from '../upstreams/describe-upstream.ts';
import { isoTime } from '../responses/iso-time.ts';
import { AbandonWatch } from '../statistics/abandon-watch.ts';
import { LiveStatistics } from '../statistics/live-statistics.ts';
import { type Beat, Pulse } from '../live/pulse.ts';

/** Time for which the statistics of a window are kept, milliseconds. */
const statisticsHoldMs = 1000;

interface Held {
  readonly at: number;
  readonly campaigns: Campaigns;
}

/** The bridge as the API shows it: everything that is counted, measured and described. */
export class BridgeView {
  readonly parts: ApiParts;
  readonly pulse: Pulse;
  readonly #statistics: LiveStatistics;
  readonly #abandonWatch: AbandonWatch;
  readonly #startedAt: number;
  readonly #endAtStart: number;
  readonly #held = new Map<WindowName, Held>();

  constructor(parts: ApiParts) {
    const { journal, report, now } = parts;
    this.parts = parts;
    this.#startedAt = now();
    this.#endAtStart = journal.end;
    this.#statistics = new LiveStatistics({
      journal,
      now,
      rules: parts.rules,
      kept: parts.keptStatistics && {
        ...parts.keptStatistics,
        onTrouble: (cause) => report.report('statisticsNotKept', { cause }),
      },
      onTrouble: (cause) => report.report('statisticsNotRead', { cause }),
      onGap: (gap) => {
        const missing = missingIn(gap);
        const told = missing === 0 ? 'an unknown number of' : missing;
        report.report('statisticsGaps', { missing: told, reason: gap.reason }, missing);
      },
    });
    this.#abandonWatch = new AbandonWatch({
      limit: parts.abandonLimit,
      window: (window) => this.#statistics.window(window),
      day: (tenant, campaign) => this.#statistics.day(tenant, campaign),
      isComplete: () => this.#statistics.isComplete,
      report,
      now,
    });
    this.pulse = new Pulse({ recorded: () => this.#statistics.recorded, counts: () => this.#growing(), now });
  }

  status(showsLines: boolean): Status {
    const { version, readiness, journal, delivered, events } = this.parts;
    const { ready, missing } = readiness();
    return {
      version,
      startedAt: isoTime(this.#startedAt),
      ready,
      missing: [...missing],
      journal: describeJournal(this.parts),
      events: describeEvents(events(), showsLines),
      clock: describeClock(this.parts.clock()),
      totals: { recorded: journal.end - this.#endAtStart, delivered: delivered() },
    };
  }

  upstreams(): UpstreamEntry[] {
    return this.parts
      .upstreams()
      .map((upstream) => describeUpstream(upstream, this.pulse.rateOf(`upstream ${upstream.name}`)));
  }

  subscribers(showsTokens: boolean): SubscriberEntry[] {
    return this.parts.subscribers(maxSubscribersListed).map((subscriber) => {
      const ratePerSecond = this.pulse.rateOf(`subscriber ${subscriberKey(subscriber)}`);
      return describeSubscriber(subscriber, ratePerSecond, showsTokens);
    });
  }

  sinks(): SinkEntry[] {
    return this.parts.sinks().map(({ runner }) => describeSink(runner.status, this.parts.now()));
  }

  campaigns(window: WindowName): Campaigns {
    const { abandonLimit, now } = this.parts;
    const at = performance.now();
    const held = this.#held.get(window);
    if (held !== undefined && at - held.at < statisticsHoldMs) return held.campaigns;
    const counted = this.#statistics.window(window);
    const { isComplete, hasRules } = this.#statistics;
    const context = { abandonLimit, isComplete, hasRules, now: now() };
    const campaigns = describeCampaigns(window, counted, context);
    this.#held.set(window, { at, campaigns });
    return campaigns;
  }

  campaignDay(of: Pick<CampaignEntry, 'tenant' | 'campaign'>): CampaignDay | undefined {
    const { abandonLimit, now } = this.parts;
    const day = this.#statistics.day(of.tenant, of.campaign);
    if (day === undefined) return undefined;
    const { isComplete, hasRules } = this.#statistics;
    return describeDay(of, day, { abandonLimit, isComplete, hasRules, now: now() });
  }

  rates(window: WindowName): Rates {
    const { stepMs, from, success, failure } = this.#statistics.rates(window);
    return {
      stepMs,
      from: isoTime(from),
      complete: this.#statistics.isComplete,
      success: [...success],
      failure: [...failure],
    };
  }

  tick({ time, success, failure }: Beat, showsTokens: boolean): Tick {
    const { ready, missing } = this.parts.readiness();
    return {
      time: isoTime(time),
      success,
      failure,
      journal: describeJournal(this.parts),
      upstreams: this.upstreams(),
      subscribers: this.subscribers(showsTokens),
      sinks: this.sinks(),
      incidentsRevision: this.parts.incidents.revision,
      ready,
      missing: [...missing],
    };
  }

  async close(): Promise<void> {
    this.#abandonWatch.close();
    this.pulse.close();
    await this.#statistics.close();
  }

  *#growing(): Generator<readonly [string, number]> {
    for (const { name, outcomes } of this.parts.upstreams()) yield [`upstream ${name}`, outcomes];
    for (const subscriber of this.parts.subscribers(maxSubscribersListed)) {
      if (subscriber.remote !== undefined) yield [`subscriber ${subscriberKey(subscriber)}`, subscriber.position];
    }
  }
}
