import { SdmpError } from '@sdmp/protocol';

/** Largest answer that is read, characters. */
const maxAnswer = 16 * 1024 * 1024;

const refusals: Readonly<Record<number, string>> = {
  401: 'it wants a token: give --token-file',
  403: 'the token lacks the scope read, or the address is not one of its names',
  404: 'there is nothing at that address: is it the right program?',
  421: 'it answers to names of its own machine alone, such as 127.0.0.1',
};

/** Returns what a server answers to a GET. Throws `CONNECT_FAILED` with what it said. */
export async function fetchText(url: URL, token: string | undefined, signal: AbortSignal): Promise<string> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  let response: Response;
  try {
    response = await fetch(url, { signal, headers, redirect: 'error' });
  } catch (error) {
    signal.throwIfAborted();
    // Node says 'fetch failed', and the cause says why.
    throw error instanceof Error && error.cause instanceof Error ? error.cause : error;
  }
  if (!response.ok) {
    await response.body?.cancel();
    const why = refusals[response.status] ?? response.statusText;
    throw new SdmpError('CONNECT_FAILED', `${url.host} answers ${response.status}: ${why}`);
  }
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of response.body ?? []) {
    text += decoder.decode(piece, { stream: true });
    if (text.length > maxAnswer)
      throw new SdmpError('CONNECT_FAILED', `${url.host} answers more than ${maxAnswer} characters`);
  }
  return text;
}
