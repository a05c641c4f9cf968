import assert from 'node:assert/strict';
import { connect } from '@sdmp/runtime/client';
import { startLink, startSimulatedDialer } from '@sdmp/testkit';
import { test } from 'vitest';

test('outcomes that were recorded while the link was down arrive, once and in order', async () => {
  const dialer = await startSimulatedDialer({ seed: 7 });
  const link = await startLink({ target: dialer });
  const client = connect({ host: link.host, port: link.port, reconnectBaseMs: 10 });
  const sessions: (string | undefined)[] = [];

  const reading = (async () => {
    for await (const { sessionIdentifier } of client.outcomes({ persistToken: 'crm' })) {
      sessions.push(sessionIdentifier);
      if (sessions.length === 3) return;
    }
  })();
  await dialer.until(({ transactions }) => transactions.length === 1);
  dialer.record(['CN', 'Sales1', 'SI', 'call-1', 'RE', '10', 'AO', '167']);

  link.cut();
  dialer.record(['CN', 'Sales1', 'SI', 'call-2', 'RE', '7']);
  dialer.record(['CN', 'Sales1', 'SI', 'call-3', 'RE', '2']);
  await link.restore();

  await reading;
  assert.deepEqual(sessions, ['call-1', 'call-2', 'call-3']);
  await client.close();
  await link.close();
  await dialer.stop();
});
