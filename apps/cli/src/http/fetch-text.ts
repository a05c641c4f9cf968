import { explainTls, TlsFailure } from '@sdmp/dial';
import { SdmpError } from '@sdmp/protocol';
import { describeError } from '@sdmp/terminal';

/** Largest answer that is read, characters. */
const maxAnswer = 16 * 1024 * 1024;
/** Longest part of an answer that is quoted, characters. */
const maxQuoted = 300;

const refusals: Readonly<Record<number, string>> = {
  401: 'it wants a token: give --token-file',
  404: 'there is nothing at that address: is it the right program?',
  421: 'it answers to names of its own machine alone, such as 127.0.0.1',
};

export interface Ask {
  readonly token: string | undefined;
  readonly signal: AbortSignal;
  /** JSON to be posted. Default: a GET. */
  readonly json?: string;
}

/** Returns what a server answers. Throws `CONNECT_FAILED` with what it said where that is a refusal. */
export async function fetchText(url: URL, { token, signal, json }: Ask): Promise<string> {
  const headers = {
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    ...(json === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const posted = json === undefined ? {} : { method: 'POST', body: json };
  let response: Response;
  try {
    response = await fetch(url, { signal, headers, redirect: 'error', ...posted });
  } catch (error) {
    signal.throwIfAborted();
    throw new SdmpError('CONNECT_FAILED', `Cannot connect to ${url.host} (${whyNot(error, url)})`, { cause: error });
  }
  const text = await textOf(response, url);
  if (response.ok) return text;
  const why = refusals[response.status] ?? (reasonIn(text) || response.statusText);
  throw new SdmpError('CONNECT_FAILED', `${url.host} answers ${response.status}: ${why}`);
}

/** What Node says of an answer, and what is meant by it. */
const meanings: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/^bad port$/, 'HTTP is not spoken on that port: give the one of the HTTP address, such as 8080'],
  [/^unexpected redirect$/, 'it leads somewhere else: give the address that it leads to'],
  [/wrong version number|packet length too long/i, 'it does not speak TLS: try http://'],
  [/^other side closed$/, 'it closed the connection: it may speak TLS, try https://'],
  [/does not match the HTTP/, 'it answers, and not by HTTP: is that its HTTP address?'],
];

/** Where further authorities are named: Node reads them at its start. */
const authorities = 'NODE_EXTRA_CA_CERTS=FILE names a further authority';

/** Returns why there is no answer. Node says 'fetch failed', and the cause says why. */
function whyNot(error: unknown, { host: place, hostname: host, port }: URL): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  // The place is said before.
  const words = describeError(cause).replace(`${place}: `, '');
  const known = meanings.find(([pattern]) => pattern.test(words));
  if (known !== undefined) return known[1];
  const explained = cause instanceof Error ? explainTls(cause, { host, port: Number(port) }) : cause;
  return explained instanceof TlsFailure ? `${explained.message}; ${authorities}` : words;
}

async function textOf({ body }: Response, url: URL): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const piece of body ?? []) {
    text += decoder.decode(piece, { stream: true });
    if (text.length <= maxAnswer) continue;
    throw new SdmpError('CONNECT_FAILED', `${url.host} answers more than ${maxAnswer} characters`);
  }
  return text;
}

/** Returns what an answer of RFC 9457 says; '' for any other. */
function reasonIn(text: string): string {
  try {
    const { detail, title, outcomes }: Problem = JSON.parse(text) as Problem;
    const first = Array.isArray(outcomes) ? outcomes[0]?.detail : undefined;
    return [first ?? detail ?? title].map(String).join('').slice(0, maxQuoted);
  } catch {
    return '';
  }
}

interface Problem {
  readonly title?: string;
  readonly detail?: string;
  readonly outcomes?: readonly { readonly detail?: string }[];
}
