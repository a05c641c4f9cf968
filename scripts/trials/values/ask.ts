/**
 * Fetches over a connection of its own: one that was kept could be closed by the server at the moment it is used again,
 * which `fetch` does not try twice.
 */
export async function ask(url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('connection', 'close');
  try {
    return await fetch(url, { ...init, headers });
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    throw new Error(`${url}: ${cause instanceof Error ? cause.message : 'no answer'}`, { cause: error });
  }
}
