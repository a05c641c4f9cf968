import { codeOf, defaultTenant, outcomeData, separator } from '@sdmp/protocol';
import { callResults } from './call-result.ts';
import { type CampaignProfile, defaultAgents, defaultCampaigns } from './campaign-profile.ts';
import { legacyData } from './legacy-data.ts';
import { createRandom, type Random } from './random.ts';
import { telephoneNumbers } from './telephone-numbers.ts';
import { type Weighted, weighted } from './weighted.ts';

/** Options of `createShift`. */
export interface ShiftOptions {
  /** Any integer. The same seed and options give the same outcomes. */
  readonly seed: number;
  /** Default: five campaigns of different size and connect rate. Each runs in every tenant. */
  readonly campaigns?: readonly CampaignProfile[];
  /** Default: the tenant that exists after installation. */
  readonly tenants?: readonly string[];
  /** Names of the agents. Default: 24 names. */
  readonly agents?: readonly string[];
  /** Whether outcomes carry data. Default true. */
  readonly data?: boolean;
}

/** An endless sequence of the outcomes of a dialing shift. */
export interface Shift extends Iterable<string> {
  /** Returns the next outcome as OZ fields without TX: code, value, code, value … */
  readonly nextFields: () => string[];
  /** Returns the next outcome as the text of an OZ after its head and TX: `\TDdefault\CNSales1…` */
  readonly nextBody: () => string;
}

const codes = {
  agent: codeOf(outcomeData, 'agentIdentifier'),
  agentOutcome: codeOf(outcomeData, 'agentOutcome'),
  campaign: codeOf(outcomeData, 'campaignName'),
  data: codeOf(outcomeData, 'data'),
  dontDial: codeOf(outcomeData, 'dontDial'),
  rawCause: codeOf(outcomeData, 'rawCause'),
  reason: codeOf(outcomeData, 'reason'),
  session: codeOf(outcomeData, 'sessionIdentifier'),
  telephone: codeOf(outcomeData, 'telephoneNumber'),
  tenant: codeOf(outcomeData, 'tenantDescriptor'),
};

type Scope = {
  readonly tenant: string;
  readonly campaign: CampaignProfile;
  readonly draw: ReturnType<typeof callResults>;
};

function scopesOf(
  { tenants = [defaultTenant], campaigns = defaultCampaigns }: ShiftOptions,
  random: Random,
): () => Scope {
  const scopes = tenants.flatMap((tenant) =>
    campaigns.map(
      (campaign): Weighted<Scope> => [{ tenant, campaign, draw: callResults(campaign, random) }, campaign.weight ?? 1],
    ),
  );
  return weighted(scopes, random);
}

const sessionDigits = 8;

/** Returns a body: every field as on the wire. */
export function bodyOfFields(fields: readonly string[]): string {
  let body = '';
  for (let at = 0; at < fields.length; at += 2) body += separator + (fields[at] ?? '') + (fields[at + 1] ?? '');
  return body;
}

/**
 * Creates realistic outcomes of an outbound dialing shift. They are deterministic: they depend on seed and options only,
 * not on the clock. Session identifiers are unique within a shift; telephone numbers are never assigned to subscribers.
 */
export function createShift(options: ShiftOptions): Shift {
  const random = createRandom(options.seed);
  const drawScope = scopesOf(options, random);
  const drawNumber = telephoneNumbers(random);
  const drawData = options.data === false ? () => undefined : legacyData(random);
  const agents = options.agents ?? defaultAgents;
  const site = (options.seed >>> 0).toString(16).padStart(4, '0').slice(-4);
  let session = 0;

  const nextFields = (): string[] => {
    const { tenant, campaign, draw } = drawScope();
    const result = draw();
    session += 1;
    const fields = [codes.tenant, tenant, codes.campaign, campaign.name];
    if (result.hasAgent) fields.push(codes.agent, agents[random.below(agents.length)] ?? '');
    fields.push(codes.session, `${tenant}_${site}_${String(session).padStart(sessionDigits, '0')}`);
    fields.push(codes.telephone, drawNumber(), codes.reason, String(result.reason));
    if (result.rawCause !== undefined) fields.push(codes.rawCause, String(result.rawCause));
    if (result.agentOutcome !== undefined) fields.push(codes.agentOutcome, String(result.agentOutcome));
    if (result.isDeclined) fields.push(codes.dontDial, '');
    const data = drawData(session);
    if (data !== undefined) fields.push(codes.data, data);
    return fields;
  };
  const nextBody = (): string => bodyOfFields(nextFields());
  return {
    nextFields,
    nextBody,
    *[Symbol.iterator]() {
      for (;;) yield nextBody();
    },
  };
}
