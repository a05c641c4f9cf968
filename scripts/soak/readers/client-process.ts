/** A subscriber as an application has one: prints the session of each outcome, and acknowledges by asking for the next. */
import { readFileSync } from 'node:fs';
import { connect } from '../../built-packages.ts';

/** Outcomes a second of a backlog: far more than the load, so that it shrinks. */
const rateControl = 10_000;
const [, , port = '', caFile = ''] = process.argv;
const client = connect({ port: Number(port), tls: { ca: readFileSync(caFile, 'utf8') } });

function print(line: string): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(`${line}\n`, () => resolve());
  });
}

async function printStatus(): Promise<void> {
  for await (const { kind } of client.status()) {
    if (kind === 'subscribed') await print('subscribed');
    if (kind === 'gap' || kind === 'refused') await print(`told of: ${kind}`);
  }
}

process.once('SIGTERM', () => void client.close().then(() => process.exit()));
const statuses = printStatus();
for await (const batch of client.outcomes({ persistToken: 'soak-client', rateControl }).batches()) {
  await print(batch.map(({ sessionIdentifier }) => `outcome ${sessionIdentifier ?? ''}`).join('\n'));
}
await statuses;
