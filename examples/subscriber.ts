import { connect } from '@sdmp/runtime/client';

const client = connect({ host: '127.0.0.1', port: 6502 });
const outcomes = client.outcomes({ campaignName: 'Sales1', persistToken: 'crm' });

for await (const outcome of outcomes) {
  // Requesting the next outcome acknowledges this one: store it before the loop continues.
  console.log(outcome.campaignName, outcome.sessionIdentifier, outcome.reasonName, outcome.success);
}
