import { openMemoryJournal } from '@sdmp/journal';
import { parseOutcomeLine } from '@sdmp/outcomes';
import { connect } from '@sdmp/runtime/client';
import { startOutcomeService } from '@sdmp/runtime/server';

const journal = await openMemoryJournal();
const service = await startOutcomeService({ journal, listen: [{ port: 0 }] });
const client = connect({ port: service.addresses[0]?.port ?? 0 });

const reading = (async () => {
  for await (const outcome of client.outcomes({ campaignName: 'Sales1' })) {
    console.log(outcome.agentIdentifier, outcome.reasonName, outcome.success);
    break;
  }
})();
for await (const status of client.status()) if (status.kind === 'live') break;
const line = String.raw`OZ\CNSales1\ANJoe\SI001234567890\RE10\AO167\DT`;
await journal.append([parseOutcomeLine(line, { time: Date.now() })]);

await reading;
await client.close();
await service.close();
await journal.close();
