import { defaultSuccessRule } from '@sdmp/outcomes';
import {
  codeOf,
  defaultTenant,
  parseRevision,
  type Revision,
  revisionCode,
  SdmpError,
  transactionComplete,
} from '@sdmp/protocol';
import { amountOf } from '@sdmp/outcomes/rates';
import { z } from 'zod';
import { fetchText } from '../../http/fetch-text.ts';
import { apiPath } from '../../token-option.ts';
import type { OutcomePart, OutcomeRange, OutcomeSource, ReportedOutcome } from './outcome-source.ts';

/** Outcomes asked for at a time: the most that a bridge gives. */
const pageLength = 1000;

const outcomeAnswer = z.object({
  position: z.number(),
  time: z.string().transform((text) => Date.parse(text)),
  tenantDescriptor: z.string().default(defaultTenant),
  campaignName: z.string().default(''),
  agentIdentifier: z.string().optional(),
  sessionIdentifier: z.string().optional(),
  telephoneNumber: z.string().optional(),
  reason: z.number().optional(),
  agentOutcome: z.number().optional(),
  success: z.boolean(),
  data: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  revision: z.number().optional(),
  correctedTime: z.string().optional(),
  correctedReason: z.number().optional(),
  correctedAgentOutcome: z.number().optional(),
  other: z.array(z.tuple([z.string(), z.string()])).default([]),
});

const pageAnswer = z.object({ outcomes: z.array(outcomeAnswer), next: z.number().nullable() });
type Page = z.output<typeof pageAnswer>;

const conversionCode = codeOf(transactionComplete, 'conversion');

export interface HttpSourceOptions {
  /** Any address of the bridge: what stands behind the port is passed over. */
  readonly url: URL;
  readonly token: string | undefined;
}

/**
 * Reads outcomes from a bridge, a page at a time. Telephone numbers and conversion amounts are shown to a token with the scope `unmask`
 * alone; others get them masked.
 */
export function httpSource({ url, token }: HttpSourceOptions): OutcomeSource {
  let unmask = true;
  const ask = async (query: URLSearchParams, signal: AbortSignal): Promise<Page> => {
    if (unmask) query.set('unmask', 'true');
    const text = await fetchText(new URL(`${apiPath}/outcomes?${query.toString()}`, url), { token, signal });
    try {
      return pageAnswer.parse(JSON.parse(text));
    } catch (cause) {
      const words = `${url.host} answers ${apiPath}/outcomes, but not as a bridge of this version does`;
      throw new SdmpError('CONNECT_FAILED', words, { cause });
    }
  };
  const page = async (query: URLSearchParams, signal: AbortSignal): Promise<Page> => {
    try {
      return await ask(query, signal);
    } catch (error) {
      // A token that may not see personal data is refused when it asks for them.
      if (!unmask || !(error instanceof SdmpError) || !error.message.includes(' 403')) throw error;
      unmask = false;
      query.delete('unmask');
      return ask(query, signal);
    }
  };
  return {
    newestTime: async (signal) => {
      const { outcomes } = await page(new URLSearchParams({ limit: '1', order: 'desc' }), signal);
      return outcomes[0]?.time;
    },
    async *read(range, signal): AsyncGenerator<OutcomePart> {
      for (let next: number | null = range.from ?? 0; next !== null && next <= (range.to ?? next); ) {
        const { outcomes, next: following }: Page = await page(queryOf(range, next), signal);
        const wanted = outcomes.filter(({ position }) => position <= (range.to ?? position));
        yield { outcomes: wanted.map(reportedOutcome), done: undefined };
        next = following;
      }
    },
    seesNumbers: () => unmask,
    close: () => Promise.resolve(),
  };
}

function queryOf({ campaign, tenant, since, until }: OutcomeRange, from: number): URLSearchParams {
  const query = new URLSearchParams({ order: 'asc', limit: String(pageLength), from: String(from) });
  if (campaign !== undefined) query.set('campaign', campaign);
  if (tenant !== undefined) query.set('tenant', tenant);
  if (since !== undefined) query.set('since', new Date(since).toISOString());
  if (until !== undefined) query.set('until', new Date(until).toISOString());
  return query;
}

type Answered = z.output<typeof outcomeAnswer>;

function reportedOutcome(outcome: Answered): ReportedOutcome {
  const { position, time, success, reason, agentOutcome, telephoneNumber: telephone } = outcome;
  const amount = outcome.other.find(([code]) => code === conversionCode)?.[1];
  return {
    position,
    time,
    tenant: outcome.tenantDescriptor,
    campaign: outcome.campaignName,
    agent: outcome.agentIdentifier === '' ? undefined : outcome.agentIdentifier,
    session: outcome.sessionIdentifier === '' ? undefined : outcome.sessionIdentifier,
    telephone,
    data: typeof outcome.data === 'object' ? JSON.stringify(outcome.data) : outcome.data,
    reason,
    agentOutcome,
    success,
    conversion: amountOf(amount),
    corrected: correctedOf(outcome),
  };
}

/** Returns what an outcome corrects. Where that is masked, success and agent before are taken from what is shown. */
function correctedOf(outcome: Answered): Revision | undefined {
  const { revision, correctedTime, correctedReason: reason, correctedAgentOutcome: agentOutcome } = outcome;
  if (revision === undefined || correctedTime === undefined) return undefined;
  const shown = parseRevision(outcome.other.find(([code]) => code === revisionCode)?.[1] ?? '');
  const success = defaultSuccessRule(reason, agentOutcome);
  const { agentIdentifier: agent } = outcome;
  return shown ?? { revision, time: Date.parse(correctedTime), reason, agentOutcome, success, agent };
}
