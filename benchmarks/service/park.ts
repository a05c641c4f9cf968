import { connect, type OutcomesRequest } from '@sdmp/runtime';

/** Makes a token known, so that what is recorded afterwards is its backlog. */
export async function park(port: number, request: OutcomesRequest & { readonly persistToken: string }): Promise<void> {
  const client = connect({ port });
  const first = client.outcomes(request).batches().next();
  for await (const status of client.status()) if (status.kind === 'live') break;
  await client.close();
  await first.catch(() => undefined);
}
