/** A file of rules to begin with. */
export const exampleRules = `{
  "agentOutcomes": [
    { "code": 167, "name": "Sale", "category": "sale" },
    { "code": 168, "name": "Mailbox", "machine": true },
    { "code": 169, "name": "Never call again", "doNotCall": "tenant" }
  ],
  "rules": {
    "contact": { "usual": true, "not": { "reasonCategory": "cpartyhangup" } },
    "rightParty": { "rule": "contact", "agentOutcome": "any", "not": { "category": "wrongParty" } },
    "conversion": { "any": [{ "category": "sale" }, { "amountAbove": 0 }] }
  }
}
`;
