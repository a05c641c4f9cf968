import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GoodCase, isBad, type ValueCase } from './cases.ts';
import type { Verdict } from './check-outputs.ts';
import { RunningProgram } from './programs.ts';

const posted = { json: 'application/json', events: 'application/cloudevents-batch+json' } as const;
const casesARequest = 250;

interface Problem {
  readonly detail?: string;
  readonly outcomes?: readonly { readonly index: number; readonly detail: string }[];
}

/** `sdmp-bridge`, which subscribes to services in UTF-16 and takes outcomes over HTTP. */
export class BridgeDoor {
  readonly directory: string;
  readonly #program: RunningProgram;
  readonly #verdict: Verdict;
  #url = '';

  private constructor(root: string, file: string, verdict: Verdict) {
    this.directory = join(root, 'bridge');
    this.#program = new RunningProgram('bridge', ['run', file]);
    this.#verdict = verdict;
  }

  static async start(root: string, upstreamPorts: readonly number[], verdict: Verdict): Promise<BridgeDoor> {
    const upstreams = upstreamPorts.map(
      (port) => `  - { name: u${port}, host: 127.0.0.1, port: ${port}, unicode: true, persistToken: trial }\n`,
    );
    const file = join(root, 'bridge.yaml');
    const text = `journal: { directory: ./bridge }\nupstreams:\n${upstreams.join('')}listen:\n  - port: 0\nhttp: { port: 0 }\n`;
    await writeFile(file, text);
    const bridge = new BridgeDoor(root, file, verdict);
    const [, url = ''] = await bridge.#program.printed(/^http (http:\S*)$/m);
    bridge.#url = url.replace(/\/$/, '');
    while ((await fetch(`${bridge.#url}/readyz`)).status !== 200)
      await new Promise((resolve) => setTimeout(resolve, 100));
    return bridge;
  }

  /** Posts cases: a request with bad ones is to name exactly those and record none; then the good ones go alone. */
  async post(kind: keyof typeof posted, cases: readonly ValueCase[]): Promise<void> {
    const ofJson = cases.filter(({ json }) => json !== undefined);
    for (let at = 0; at < ofJson.length; at += casesARequest) {
      const some = ofJson.slice(at, at + casesARequest);
      await this.#expectRefused(kind, some);
      const good = some.filter((each) => !isBad(each));
      const { status, problem } = await this.#send(kind, Buffer.from(bodyOf(kind, good)));
      if (good.length > 0 && status !== 201) this.#verdict.fault(`POST ${kind}: ${status} ${JSON.stringify(problem)}`);
    }
    for (const each of cases) if (isBad(each) && each.json === undefined) await this.#expectBadBytes(each);
  }

  /** Waits until so many outcomes are recorded. */
  async recorded(count: number): Promise<void> {
    for (;;) {
      const text = await (await fetch(`${this.#url}/metrics`)).text();
      const end = Number(/^sdmp_bridge_journal_end_position (\d+)/m.exec(text)?.[1]);
      if (end >= count) return;
      if (this.#program.child.exitCode !== null)
        throw new Error(`the bridge ended: ${this.#program.messages.slice(-2000)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Reads everything over HTTP: in pages, and as an event stream. */
  async read(good: readonly string[]): Promise<readonly string[]> {
    for (let from: number | null = 0; from !== null; ) {
      const response: Response = await fetch(
        `${this.#url}/api/v1/outcomes?order=asc&limit=1000&unmask=true&from=${from}`,
      );
      const text = await response.text();
      for (const outcome of outcomeTexts(text)) this.#verdict.json('HTTP', outcome);
      from = (JSON.parse(text) as { readonly next: number | null }).next;
    }
    await this.#readEvents(good.length);
    return [this.#verdict.settle('HTTP', good), this.#verdict.settle('events', good)];
  }

  async stop(): Promise<void> {
    await this.#program.stop();
  }

  async #readEvents(count: number): Promise<void> {
    const response = await fetch(`${this.#url}/api/v1/events?unmask=true&from=0`);
    let rest = '';
    let seen = 0;
    const decoder = new TextDecoder();
    if (response.body === null || response.status !== 200) throw new Error(`events: ${response.status}`);
    for await (const piece of response.body) {
      const events = (rest + decoder.decode(piece as Uint8Array, { stream: true })).split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        // A dot of a pattern stops at U+2028, which a line does not end with.
        const data = event
          .split('\n')
          .find((line) => line.startsWith('data: '))
          ?.slice('data: '.length);
        if (!event.startsWith('event: outcome') || data === undefined) continue;
        this.#verdict.json('events', data);
        seen++;
      }
      if (seen >= count) return;
    }
  }

  async #expectRefused(kind: keyof typeof posted, some: readonly ValueCase[]): Promise<void> {
    const bad = some.flatMap((each, index) => (isBad(each) ? [{ ...each, index }] : []));
    if (bad.length === 0) return;
    const { status, problem } = await this.#send(kind, Buffer.from(bodyOf(kind, some)));
    const named = new Map(problem.outcomes?.map(({ index, detail }) => [index, detail]));
    if (status !== 400) this.#verdict.fault(`POST ${kind}: bad outcomes were answered with ${status}`);
    for (const { id, index, parameter } of bad) {
      const detail = named.get(index);
      named.delete(index);
      if (detail?.includes(parameter) !== true)
        this.#verdict.fault(`POST ${kind}: ${id}: ${parameter}: ${detail ?? 'taken'}`);
    }
    for (const [index, detail] of named)
      this.#verdict.fault(`POST ${kind}: ${some[index]?.id ?? index} was refused: ${detail}`);
  }

  async #expectBadBytes(each: ValueCase): Promise<void> {
    const { status, problem } = await this.#send('json', each.bytes);
    const isNamed = isBad(each) && problem.detail?.includes(each.parameter) === true;
    if (status !== 400 || !isNamed) this.#verdict.fault(`POST: ${each.id}: ${status} ${problem.detail ?? ''}`);
  }

  async #send(
    kind: keyof typeof posted,
    bytes: Buffer,
  ): Promise<{ readonly status: number; readonly problem: Problem }> {
    const body = Uint8Array.from(bytes);
    const headers = { 'content-type': posted[kind] };
    const response = await fetch(`${this.#url}/api/v1/outcomes`, { method: 'POST', headers, body });
    return { status: response.status, problem: (await response.json()) as Problem };
  }
}

function bodyOf(kind: keyof typeof posted, cases: readonly (ValueCase | GoodCase)[]): string {
  const texts = cases.map(({ id, json }) =>
    kind === 'json'
      ? json
      : `{"specversion":"1.0","id":"${id}","source":"/trial","type":"sdmp.outcome.recorded","data":${json ?? ''}}`,
  );
  return `[${texts.join(',\n')}]`;
}

/** Texts of the outcomes in a page: each begins with its position, which no value can hold unescaped. */
function outcomeTexts(page: string): readonly string[] {
  const end = page.lastIndexOf('],"next":');
  const list = page.slice(page.indexOf('[') + 1, end);
  return list === '' ? [] : list.split(/,(?=\{"position":\d+,"source":"[^"]*","id":)/);
}
