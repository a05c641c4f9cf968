import { connect } from '@sdmp/runtime/client';
import { isSale } from './sales-rule.ts';

const { SDMP_HOST = '127.0.0.1', SDMP_PORT = '6502' } = process.env;

const client = connect({ host: SDMP_HOST, port: Number(SDMP_PORT), isSuccess: isSale });
process.once('SIGTERM', () => void client.close());
process.once('SIGINT', () => void client.close());

// All outcomes: which are a success is decided here, not by the service.
for await (const { sessionIdentifier, agentOutcome, success } of client.outcomes())
  console.log(sessionIdentifier, agentOutcome ?? 'no agent outcome', success ? 'sale' : 'no sale');
