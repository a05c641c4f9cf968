import { createShift } from '@sdmp/testkit';

const secondMs = 1000;
const largestPost = 1000;
const code = { tenant: 'TD', campaign: 'CN', session: 'SI', telephone: 'TN', agent: 'AN', reason: 'RE', outcome: 'AO' };

interface PostedOutcome {
  readonly time: string;
  readonly [name: string]: unknown;
}

function posted(fields: readonly string[], time: number): PostedOutcome {
  const valueOf = (wanted: string): string | undefined => {
    const at = fields.findIndex((each, index) => index % 2 === 0 && each === wanted);
    return at < 0 ? undefined : fields[at + 1];
  };
  const numberOf = (wanted: string): number | undefined => {
    const value = valueOf(wanted);
    return value === undefined ? undefined : Number(value);
  };
  return {
    time: new Date(time).toISOString(),
    tenantDescriptor: valueOf(code.tenant),
    campaignName: valueOf(code.campaign),
    sessionIdentifier: valueOf(code.session),
    telephoneNumber: valueOf(code.telephone),
    agentIdentifier: valueOf(code.agent),
    reason: numberOf(code.reason),
    agentOutcome: numberOf(code.outcome),
  };
}

/** Records calls with past times, so that a screenshot shows more than a minute. The rate varies as in normal operation. */
export async function recordPast(url: string, { seconds, perSecond }: { seconds: number; perSecond: number }) {
  const shift = createShift({ seed: 3 });
  const end = Date.now();
  const outcomes: PostedOutcome[] = [];
  for (let ago = seconds; ago > 0; ago--) {
    const sway = 1 + 0.18 * Math.sin(ago / 60) + 0.08 * Math.sin(ago / 11) + 0.05 * Math.sin(ago * 2.7);
    const calls = Math.round(perSecond * sway);
    for (let call = 0; call < calls; call++)
      outcomes.push(posted(shift.nextFields(), end - ago * secondMs + (call / calls) * secondMs));
  }
  for (let at = 0; at < outcomes.length; at += largestPost) {
    const response = await fetch(`${url}/api/v1/outcomes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(outcomes.slice(at, at + largestPost)),
    });
    if (!response.ok) throw new Error(await response.text());
  }
}
