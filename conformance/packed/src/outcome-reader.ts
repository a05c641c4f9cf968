import { connect } from '@sdmp/runtime/client';

// Prints the sessions of COUNT outcomes under a persist token, acknowledges them and leaves. Words: PORT COUNT [AUTHORITY], as PEM.
const [port, count, ca] = process.argv.slice(2);
const tls = ca === undefined ? {} : { tls: { ca } };
const client = connect({ host: 'localhost', port: Number(port), reconnectBaseMs: 20, ...tls });

async function printSubscriptions(): Promise<void> {
  for await (const { kind } of client.status()) if (kind === 'subscribed') process.stdout.write('subscribed\n');
}

async function readOutcomes(): Promise<void> {
  let left = Number(count);
  let closing: Promise<void> | undefined;
  for await (const { sessionIdentifier } of client.outcomes({ campaignName: 'Sales1', persistToken: 'crm' })) {
    process.stdout.write(`${sessionIdentifier}\n`);
    left -= 1;
    // The loop ends by asking for the next outcome, which acknowledges this one.
    if (left === 0) closing = client.close();
  }
  await closing;
}

await Promise.all([printSubscriptions(), readOutcomes()]);
