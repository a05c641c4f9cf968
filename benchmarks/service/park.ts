import { connect, type OutcomesRequest } from '@sdmp/runtime';

/** Subscribes with a persist token and disconnects, so that later outcomes become its backlog. */
export async function park(port: number, request: OutcomesRequest & { readonly persistToken: string }): Promise<void> {
  const client = connect({ port });
  const first = client.outcomes(request).batches().next();
  for await (const status of client.status()) if (status.kind === 'live') break;
  await client.close();
  await first.catch(() => undefined);
}
