import { ask, askJson } from '../api/ask.ts';
import { EventParser } from '../api/event-parser.ts';
import { ApiProblem } from '../api/problem.ts';
import type { Campaigns, Rates, Tick, WindowName } from '../api/types.ts';

/** A tick arrives each second. After this time without one the connection is considered lost. */
const silenceMs = 8000;

/** An event from the bridge. */
export type LiveNews =
  | { readonly kind: 'tick'; readonly tick: Tick }
  | { readonly kind: 'campaigns'; readonly campaigns: Campaigns }
  | { readonly kind: 'rates'; readonly fine: Rates; readonly coarse: Rates };

/** History of the chart, counted by the bridge. */
export async function readRates(signal: AbortSignal): Promise<LiveNews & { readonly kind: 'rates' }> {
  const read = (window: WindowName): Promise<Rates> => askJson('/rates', { query: { window }, signal });
  const [fine, coarse] = await Promise.all([read('15m'), read('1h')]);
  return { kind: 'rates', fine, coarse };
}

/**
 * Passes on events from the bridge until the signal aborts or the connection is lost; it never resolves. `EventSource` cannot
 * send a token, so the stream is read with `fetch`.
 */
export async function readLive(
  window: WindowName,
  onNews: (news: LiveNews) => void,
  signal: AbortSignal,
): Promise<never> {
  const silence = new AbortController();
  const quiet = (): void => silence.abort(new ApiProblem(0, 'SILENT', 'The bridge sends no data.'));
  const both = AbortSignal.any([signal, silence.signal]);
  let timer = setTimeout(quiet, silenceMs);
  try {
    const { body } = await ask('/live', { query: { window }, signal: both });
    const parser = new EventParser();
    for await (const text of textOf(body, both)) {
      clearTimeout(timer);
      timer = setTimeout(quiet, silenceMs);
      for (const { event, data } of parser.push(text)) {
        if (event === 'tick') onNews({ kind: 'tick', tick: JSON.parse(data) as Tick });
        else if (event === 'campaigns') onNews({ kind: 'campaigns', campaigns: JSON.parse(data) as Campaigns });
      }
    }
    throw new ApiProblem(0, 'ENDED', 'The bridge closed the connection.');
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}

async function* textOf(
  body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  signal: AbortSignal,
): AsyncGenerator<string> {
  if (body === null) return;
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    signal.throwIfAborted();
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}
