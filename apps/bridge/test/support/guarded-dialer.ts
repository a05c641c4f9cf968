import { type Journal, openMemoryJournal } from '@sdmp/journal';
import { decode } from '@sdmp/codec';
import { outcomeRecord } from '@sdmp/outcomes';
import { decoyHash, hashPassword, startOutcomeService } from '@sdmp/runtime';
import { onTestFinished } from 'vitest';

/** As little work as the format takes: what is tested is not how hard guessing is. */
export const cheapParameters = { logN: 10, r: 8, p: 1 } as const;

export interface GuardedDialer {
  readonly port: number;
  readonly record: (...frames: string[]) => Promise<void>;
}

/** A service that knows these users, given as `tenant/name` with their passwords. */
export async function startGuardedDialer(passwords: Readonly<Record<string, string>>): Promise<GuardedDialer> {
  const users = new Map(
    await Promise.all(
      Object.entries(passwords).map(
        async ([who, password]) =>
          [who, { password: await hashPassword(password, cheapParameters), permissionFlags: 0 }] as const,
      ),
    ),
  );
  const journal: Journal = await openMemoryJournal();
  const service = await startOutcomeService({
    journal,
    listen: [{ port: 0 }],
    users: { find: (tenant, name) => users.get(`${tenant}/${name}`), decoy: () => decoyHash(cheapParameters) },
  });
  onTestFinished(() => service.close());
  return {
    port: service.addresses[0]?.port ?? 0,
    record: async (...frames) => {
      await journal.append(frames.map((frame) => outcomeRecord(decode(frame), { time: Date.now() })));
    },
  };
}
