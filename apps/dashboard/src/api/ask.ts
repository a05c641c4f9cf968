import { needsToken, token } from '../store/session.ts';
import { ApiProblem, problemIn } from './problem.ts';

const base = '/api/v1';

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface AskOptions {
  readonly query?: Query;
  /** Sent as JSON in a POST request. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** Returns the address of a request, from the root of the bridge. */
export function apiAddress(path: string, query: Query): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) words.set(name, String(value));
  return `${base}${path}${words.size === 0 ? '' : `?${words.toString()}`}`;
}

/** Sends a request to the API. Throws `ApiProblem` if it fails; on 401 the page asks for a token. */
export async function ask(path: string, { query = {}, body, signal }: AskOptions = {}): Promise<Response> {
  const headers = new Headers();
  if (token.value !== '') headers.set('authorization', `Bearer ${token.value}`);
  const init: RequestInit = { headers, ...(signal === undefined ? {} : { signal }) };
  if (body !== undefined) {
    headers.set('content-type', 'application/json');
    Object.assign(init, { method: 'POST', body: JSON.stringify(body) });
  }
  const response = await fetch(apiAddress(path, query), init).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw ApiProblem.from(error);
  });
  if (response.ok) return response;
  const problem = await problemIn(response);
  if (problem.status === 401) needsToken.value = problem.message;
  throw problem;
}

/** Sends a request to the API and parses the JSON response. */
export async function askJson<Answer>(path: string, options?: AskOptions): Promise<Answer> {
  const response = await ask(path, options);
  return (await response.json()) as Answer;
}
