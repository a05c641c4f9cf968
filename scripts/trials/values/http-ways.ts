import type { GoodCase } from './cases.ts';
import { longNames, sorted } from './case-fields.ts';
import { ask } from './ask.ts';
import type { Verdict } from './verdict.ts';

export interface HttpWaysOptions {
  /** Of the bridge, without a slash at its end. */
  readonly url: string;
  readonly verdict: Verdict;
  readonly good: readonly GoodCase[];
}

const mostLooksCloser = 150;

/** Reads everything over HTTP: in pages, as an event stream, and as the bridge's page does. Returns lines for people. */
export async function readHttp(options: HttpWaysOptions): Promise<readonly string[]> {
  const { verdict, good } = options;
  const ids = good.map(({ id }) => id);
  await readPages(options, 'HTTP', 'order=asc&limit=1000');
  await readEvents(options);
  await readPages(options, 'page', 'limit=1000');
  const looked = await lookCloser(options);
  return [
    verdict.settle('HTTP', ids),
    verdict.settle('events', ids),
    verdict.settle('page', ids),
    verdict.settle('page, details', looked),
  ];
}

interface Page {
  readonly next: number | null;
  readonly outcomes: readonly { readonly id: string; readonly sessionIdentifier?: string }[];
}

async function readPages({ url, verdict }: HttpWaysOptions, way: string, query: string): Promise<void> {
  for (let from: number | null | undefined; from !== null; ) {
    const start = from === undefined ? (query.startsWith('order=asc') ? '&from=0' : '') : `&from=${from}`;
    const response: Response = await ask(`${url}/api/v1/outcomes?${query}&unmask=true${start}`);
    const text = await response.text();
    for (const outcome of outcomeTexts(text)) verdict.json(way, outcome);
    from = (JSON.parse(text) as Page).next;
  }
}

async function readEvents({ url, verdict, good }: HttpWaysOptions): Promise<void> {
  const response = await ask(`${url}/api/v1/events?unmask=true&from=0`);
  let rest = '';
  let seen = 0;
  const decoder = new TextDecoder();
  if (response.body === null || response.status !== 200) throw new Error(`events: ${response.status}`);
  for await (const piece of response.body) {
    const events = (rest + decoder.decode(piece as Uint8Array, { stream: true })).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      // A dot of a pattern stops at U+2028, which a line does not end with.
      const data = event.split('\n').find((line) => line.startsWith('data: '));
      if (!event.startsWith('event: outcome') || data === undefined) continue;
      verdict.json('events', data.slice('data: '.length));
      seen++;
    }
    if (seen >= good.length) return;
  }
}

/** What the page asks for when somebody searches for a value and opens what was found. */
async function lookCloser({ url, verdict, good }: HttpWaysOptions): Promise<readonly string[]> {
  const looked = good.filter((_, index) => index % Math.ceil(good.length / mostLooksCloser) === 0);
  for (const each of looked) {
    const { named } = sorted(each.fields);
    for (const [kind, code] of Object.entries(searches)) {
      const value = named.get(code);
      if (value === undefined || value === '') continue;
      const isFound = await isAmong(url, kind, value, each.id);
      if (!isFound) verdict.fault(`page: ${each.id} is not found by its ${longNames[code] ?? code}`);
    }
    const id = await idOf(url, each.id);
    const text = await (await ask(`${url}/api/v1/outcomes/${encodeURIComponent(id)}?unmask=true`)).text();
    // The page parses it with the parser of its browser.
    const { outcome, dataText } = JSON.parse(text) as Life;
    verdict.arrived('page, details', each.id);
    verdict.row('page, details', each, { ...outcome, data: dataText ?? outcome['data'] });
  }
  return looked.map(({ id }) => id);
}

/** Telephone numbers are compared by their digits. */
const searches = { agent: 'AN', campaign: 'CN' };

interface Life {
  readonly outcome: Readonly<Record<string, unknown>>;
  readonly dataText?: string;
}

/** Follows the pages of a search to the outcome. */
async function isAmong(url: string, kind: string, value: string, session: string): Promise<boolean> {
  for (let from: number | null | undefined; from !== null; ) {
    const query = new URLSearchParams({ [kind]: value, limit: '1000', unmask: 'true' });
    if (from !== undefined) query.set('from', String(from));
    const response: Response = await ask(`${url}/api/v1/outcomes?${query.toString()}`);
    const page = (await response.json()) as Partial<Page>;
    if (page.outcomes?.some(({ sessionIdentifier }) => sessionIdentifier === session) === true) return true;
    from = page.next ?? null;
  }
  return false;
}

async function idOf(url: string, session: string): Promise<string> {
  const page = (await (await ask(`${url}/api/v1/outcomes?session=${session}`)).json()) as Page;
  return page.outcomes[0]?.id ?? '';
}

/** Texts of the outcomes in a page: each begins with its position, which no value can hold unescaped. */
function outcomeTexts(page: string): readonly string[] {
  const end = page.lastIndexOf('],"next":');
  const list = page.slice(page.indexOf('[') + 1, end);
  return list === '' ? [] : list.split(/,(?=\{"position":\d+,"source":"[^"]*","id":)/);
}
