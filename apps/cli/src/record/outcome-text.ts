/** What an outcome is made of on the command line. */
export interface OutcomeWords {
  readonly tenant?: string;
  readonly campaign?: string;
  readonly session?: string;
  readonly telephone?: string;
  readonly agent?: string;
  readonly reason?: number;
  readonly agentOutcome?: number;
  readonly data?: string;
  readonly param?: readonly string[];
}

const members = {
  tenant: 'tenantDescriptor',
  campaign: 'campaignName',
  session: 'sessionIdentifier',
  telephone: 'telephoneNumber',
  agent: 'agentIdentifier',
  reason: 'reason',
  agentOutcome: 'agentOutcome',
  data: 'data',
} as const satisfies Partial<Record<keyof OutcomeWords, string>>;

/** Returns the JSON outcome that options say; undefined where they say nothing. */
export function outcomeText(words: OutcomeWords): string | undefined {
  const given = Object.entries(members).flatMap(([option, member]) => {
    const value = words[option as keyof typeof members];
    return value === undefined ? [] : [[member, value] as const];
  });
  const other = (words.param ?? []).map((text) => [text.slice(0, 2), text.slice(3)] as const);
  if (given.length === 0 && other.length === 0) return undefined;
  return JSON.stringify({ ...Object.fromEntries(given), ...(other.length > 0 ? { other } : {}) });
}
