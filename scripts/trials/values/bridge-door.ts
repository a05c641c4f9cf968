import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type GoodCase, isBad, type ValueCase } from './cases.ts';
import { encodings, type DoorEncoding } from './hostile-text.ts';
import { RunningProgram } from './programs.ts';
import { ask } from './ask.ts';
import type { Verdict } from './verdict.ts';

const posted = { json: 'application/json', events: 'application/cloudevents-batch+json' } as const;
const casesARequest = 250;
/** Without a new outcome for so long, none will come. */
const longestSilenceMs = 120_000;

interface Problem {
  readonly detail?: string;
  readonly outcomes?: readonly { readonly index: number; readonly detail: string }[];
}

/** A service that the bridge subscribes to. */
export interface Upstream {
  readonly name: string;
  readonly port: number;
  readonly encoding: DoorEncoding;
}

/** `sdmp-bridge`, which subscribes to services in each encoding, takes outcomes over HTTP, and listens in each encoding. */
export class BridgeDoor {
  readonly directory: string;
  /** Where subscribers connect, by encoding. */
  readonly ports = new Map<DoorEncoding, number>();
  readonly #program: RunningProgram;
  readonly #verdict: Verdict;
  url = '';

  private constructor(root: string, file: string, verdict: Verdict) {
    this.directory = join(root, 'bridge');
    this.#program = new RunningProgram('bridge', ['run', file]);
    this.#verdict = verdict;
  }

  static async start(root: string, upstreams: readonly Upstream[], verdict: Verdict): Promise<BridgeDoor> {
    const file = join(root, 'bridge.yaml');
    const encodingKeys = (encoding: DoorEncoding): string =>
      `unicode: ${encoding === 'utf-16le'}, encoding: ${encoding}`;
    const lines = [
      'journal: { directory: ./bridge }',
      'upstreams:',
      ...upstreams.map(
        ({ name, port, encoding }) =>
          `  - { name: ${name}, host: 127.0.0.1, port: ${port}, persistToken: trial, ${encodingKeys(encoding)} }`,
      ),
      'listen:',
      ...encodings.map((encoding) => `  - { port: 0, ${encodingKeys(encoding)} }`),
      'http: { port: 0 }',
    ];
    await writeFile(file, `${lines.join('\n')}\n`);
    const bridge = new BridgeDoor(root, file, verdict);
    const [, url = ''] = await bridge.#program.printed(/^http (http:\S*)$/m);
    bridge.url = url.replace(/\/$/, '');
    const ports = bridge.#program.output.matchAll(/^listening \w+ \S*:(\d+)$/gm);
    for (const [index, [, port = '']] of [...ports].entries()) {
      const encoding = encodings[index];
      if (encoding !== undefined) bridge.ports.set(encoding, Number(port));
    }
    while ((await ask(`${bridge.url}/readyz`)).status !== 200) await new Promise((resolve) => setTimeout(resolve, 100));
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

  /** Waits until these numbers of outcomes are recorded, and refused for each upstream. */
  async recorded(count: number, refused: ReadonlyMap<string, number>): Promise<void> {
    let newest = -1;
    let grewAt = performance.now();
    for (;;) {
      const metrics = await this.#metrics();
      const end = metric(metrics, 'journal_end_position');
      if (end > newest) [newest, grewAt] = [end, performance.now()];
      if (performance.now() - grewAt > longestSilenceMs)
        throw new Error(`${end} of ${count} outcomes are recorded: ${this.#program.messages.slice(-2000)}`);
      const isRefused = Array.from(refused, ([name, times]) => refusedOf(metrics, name) >= times);
      if (end >= count && isRefused.every(Boolean)) {
        for (const [name, times] of refused)
          this.#verdict.compare(name, 'all', 'refused', refusedOf(metrics, name), times);
        return;
      }
      if (this.#program.child.exitCode !== null)
        throw new Error(`the bridge ended: ${this.#program.messages.slice(-2000)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Outcomes that were delivered with question marks. */
  async charactersReplaced(): Promise<number> {
    return metric(await this.#metrics(), 'characters_replaced_total');
  }

  async stop(): Promise<void> {
    await this.#program.stop();
  }

  async #metrics(): Promise<string> {
    return (await ask(`${this.url}/metrics`)).text();
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
    const response = await ask(`${this.url}/api/v1/outcomes`, { method: 'POST', headers, body });
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

function metric(page: string, name: string): number {
  return Number(new RegExp(`^sdmp_bridge_${name} (\\d+)`, 'm').exec(page)?.[1] ?? Number.NaN);
}

function refusedOf(page: string, upstream: string): number {
  return metric(page, `upstream_outcomes_refused_total{upstream="${upstream}"}`);
}
