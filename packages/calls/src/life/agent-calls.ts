import type { Call } from './call.ts';
import { keyOf } from './key-of.ts';

/** The calls of each agent that wait for their classification, in the order in which the agent got them. */
export class AgentCalls {
  readonly #calls = new Map<string, Set<Call>>();

  add(call: Call): void {
    const { agentIdentifier } = call.known;
    if (agentIdentifier === undefined) return;
    const key = keyOf(call.tenant, agentIdentifier);
    const calls = this.#calls.get(key) ?? new Set();
    calls.add(call);
    this.#calls.set(key, calls);
  }

  remove(call: Call): void {
    const { agentIdentifier } = call.known;
    if (agentIdentifier === undefined) return;
    const key = keyOf(call.tenant, agentIdentifier);
    const calls = this.#calls.get(key);
    calls?.delete(call);
    if (calls?.size === 0) this.#calls.delete(key);
  }

  /** The newest call of an agent; of that campaign, where both the report and the call name one. */
  newest(tenant: string, agent: string, campaign: string | undefined): Call | undefined {
    const calls = [...(this.#calls.get(keyOf(tenant, agent)) ?? [])];
    return calls.findLast(({ known: { campaignName } }) => {
      return campaign === undefined || campaignName === undefined || campaign === campaignName;
    });
  }
}
