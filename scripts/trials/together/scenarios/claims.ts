import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { NatsServers } from '../../../../packages/journal/test/support/nats-servers.ts';
import { type Scenario, type Settings, textOf, unexpected } from '../scenario.ts';
import { natsIsMissing, openShared } from './shared-journal.ts';

const heldMs = 5;

/** Holds the claim briefly and checks that no other process holds it. */
async function hold(settings: Settings): Promise<void> {
  const journal = await openShared(settings);
  const sign = textOf(settings, 'sign');
  try {
    const claim = await journal.claims?.claim('token', AbortSignal.timeout(30_000));
    if (claim === undefined) throw new Error('the engine has no claims');
    // A second holder would find the first one's file.
    await (await open(sign, 'wx')).close();
    await sleep(heldMs, undefined, { signal: claim.lost }).catch(() => undefined);
    await rm(sign);
    await claim.release();
  } finally {
    await journal.close();
  }
}

/** A claim that several processes request: each gets it, one at a time. */
export const claims: Scenario = {
  name: 'JetStream claim',
  missing: natsIsMissing,
  actions: { hold },
  begin: async (folder) => {
    const servers = await NatsServers.start(1);
    return {
      end: () => servers.dispose(),
      round: async (index) => {
        const settings = { servers: servers.urls[0] ?? '', stream: `claim_${index}`, sign: join(folder, `${index}`) };
        const job = { action: 'hold', settings };
        return { jobs: [job, job, job], judge: async (answers) => unexpected(answers) };
      },
    };
  },
};
