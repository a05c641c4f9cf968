import { startCli } from './start-cli.ts';

/**
 * Subscribes with the token and leaves, so that what is recorded next waits for it. It acknowledges: what the service sends
 * while it leaves is sent again to the next.
 */
export async function parkToken(address: string, token: string, words: readonly string[] = []): Promise<void> {
  const tail = startCli(['tail', address, '--persist', token, ...words]);
  await tail.untilSaid(/^live$/m);
  tail.kill('SIGTERM');
  await tail.ended;
}
