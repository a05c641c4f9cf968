/** Reads the event stream of a bridge and prints the session of each outcome. Comes back with the id that it had last. */
import { setTimeout as delay } from 'node:timers/promises';

const [, , url = ''] = process.argv;
const againMs = 500;
/** Longer than the silence of a stream that is alive: a comment comes every 15 s. */
const silenceLimitMs = 20_000;
let lastId: string | undefined;
let hasBegun = false;

function take(event: string): void {
  const value = (name: string): string | undefined => new RegExp(`^${name}: (.*)$`, 'm').exec(event)?.[1];
  const kind = value('event');
  lastId = value('id') ?? lastId;
  if (kind === 'gap' || kind === 'end') process.stdout.write(`told of: ${kind} ${value('data') ?? ''}\n`);
  if (kind !== 'outcome') return;
  const { sessionIdentifier }: { readonly sessionIdentifier?: string } = JSON.parse(value('data') ?? '{}') as object;
  process.stdout.write(`outcome ${sessionIdentifier ?? ''}\n`);
}

async function readOnce(): Promise<void> {
  const stopping = new AbortController();
  const headers = lastId === undefined ? undefined : { 'Last-Event-ID': lastId };
  const address = lastId === undefined ? `${url}/api/v1/events?from=0` : `${url}/api/v1/events`;
  const silence = setTimeout(() => stopping.abort(), silenceLimitMs);
  try {
    const { ok, status, body } = await fetch(address, {
      signal: stopping.signal,
      ...(headers === undefined ? {} : { headers }),
    });
    if (!ok || body === null) throw new Error(`HTTP ${status}`);
    if (!hasBegun) process.stdout.write('subscribed\n');
    hasBegun = true;
    const decoder = new TextDecoder();
    let rest = '';
    for await (const piece of body) {
      silence.refresh();
      const events = (rest + decoder.decode(piece, { stream: true })).split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) take(event);
    }
  } finally {
    clearTimeout(silence);
  }
}

process.once('SIGTERM', () => process.exit());
for (;;) {
  await readOnce().catch(() => undefined);
  await delay(againMs);
}
