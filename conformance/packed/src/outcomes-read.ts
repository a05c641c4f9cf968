import { readFileSync } from 'node:fs';
import { openMemoryJournal } from '@sdmp/journal';
import { parseOutcomeLine } from '@sdmp/outcomes';
import { startOutcomeService } from '@sdmp/runtime/server';
import { createAuthority, startLink } from '@sdmp/testkit';
import type { OtherRuntime } from '../../../scripts/release/other-runtimes.ts';
import { type RuntimeProject, startOn } from './runtime-project.ts';

/** Sessions of the outcomes that are recorded: before and after a cut of the link, and while the reader is away. */
const sessions = [
  ['1', '2', '3'],
  ['4', '5', '6'],
  ['7', '8'],
] as const;

/** What a client that loses and doubles nothing prints: it subscribes anew after the cut, and when it comes back. */
export const expectedLines: readonly string[] = sessions.flatMap((each) => ['subscribed', ...each]);

/**
 * Records outcomes in a service of this process while the client reads them on another runtime: its link is reset in between, it
 * leaves, and comes back by TLS. Returns what it printed.
 */
export async function linesReadOn(runtime: OtherRuntime, project: RuntimeProject): Promise<readonly string[]> {
  const authority = await createAuthority(project.directory);
  const files = await authority.issue({ subject: '/CN=localhost', names: ['DNS:localhost'] });
  const tls = { certificate: readFileSync(files.certificateFile, 'utf8'), key: readFileSync(files.keyFile, 'utf8') };
  await using cleanup = new AsyncDisposableStack();
  const journal = await openMemoryJournal();
  cleanup.defer(() => journal.close());
  const service = await startOutcomeService({ journal, listen: [{ port: 0 }, { port: 0, tls }] });
  cleanup.defer(() => service.close());
  const [plain, encrypted] = service.addresses.map(({ port }) => port);
  const link = await startLink({ target: { host: '127.0.0.1', port: plain ?? 0 } });
  cleanup.defer(() => link.close());
  const record = async (recorded: readonly string[]): Promise<void> => {
    const lines = recorded.map((session) => String.raw`OZ\CNSales1\SI${session}\RE10\DT`);
    await journal.append(lines.map((line) => parseOutcomeLine(line, { time: Date.now() })));
  };
  const reader = (...words: readonly string[]): ReturnType<typeof startOn> =>
    startOn(runtime, project, [...runtime.network, 'outcome-reader.ts', ...words]);

  const [before, after, away] = sessions;
  const first = reader(String(link.port), String(before.length + after.length));
  const lines = [...(await first.take(1))];
  await record(before);
  lines.push(...(await first.take(before.length)));
  link.end('reset');
  await record(after);
  lines.push(...(await first.rest()));
  await record(away);
  const second = reader(String(encrypted), String(away.length), readFileSync(authority.certificateFile, 'utf8'));
  return [...lines, ...(await second.rest())];
}
