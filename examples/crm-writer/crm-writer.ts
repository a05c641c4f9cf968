import { connect } from '@sdmp/runtime/client';
import { Crm } from './crm.ts';

const { SDMP_HOST = '127.0.0.1', SDMP_PORT = '6502', CRM_DATABASE = 'crm.db' } = process.env;

using crm = new Crm(CRM_DATABASE);
const client = connect({ host: SDMP_HOST, port: Number(SDMP_PORT) });
process.once('SIGTERM', () => void client.close());
process.once('SIGINT', () => void client.close());

for await (const outcome of client.outcomes({ persistToken: 'crm' })) {
  // The next step acknowledges. A crash before it brings the outcome again, and `apply` knows its key.
  if (!crm.apply(outcome)) console.log('already applied', outcome.key);
}
