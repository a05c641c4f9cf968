import { countOf } from '@sdmp/events';
import { readTextFile, type Terminal, visibleLine } from '@sdmp/terminal';
import { z } from 'zod';
import { deadLetterGroupsSchema, discardedSchema, replayedSchema, sinksSchema } from '../http/sinks/schema.ts';

export interface DeadLettersOptions {
  /** Send them once more. */
  readonly replay?: true;
  /** Forget them. */
  readonly discard?: true;
  /** All of them, for `replay` and `discard`. */
  readonly all?: true;
  /** Those with this cause. */
  readonly cause?: string;
  /** Those at these positions of the journal. */
  readonly positions?: readonly number[];
  /** A file with the token of the HTTP API. */
  readonly tokenFile?: string;
  readonly json?: true;
}

/** The bridge did not do what was asked. */
class DeadLettersError extends Error {
  override readonly name = 'DeadLettersError';
  readonly code = 'DEAD_LETTERS';
}

/** How long the bridge may take to answer, milliseconds: a replay waits for the receiver. */
const answerMs = 10 * 60_000;

const problemSchema = z.object({ detail: z.string().optional(), title: z.string().optional() });

/** Prints the dead letters of a running bridge by sink, or those of one sink by cause; sends or forgets them where that is asked. */
export async function deadLetters(
  url: string,
  sink: string | undefined,
  options: DeadLettersOptions,
  terminal: Terminal,
): Promise<void> {
  const api = new BridgeApi(url, await tokenOf(options), terminal.interrupted);
  const print = (line: string): Promise<void> => terminal.output.write(`${visibleLine(line)}\n`);
  if (sink === undefined) return printSinks(api, options, print);
  const path = `/sinks/${encodeURIComponent(sink)}`;
  if (options.replay !== true && options.discard !== true) return printGroups(api, path, options, print);
  const chosen = choiceOf(options);
  const { deadLetters: before } = await api.get(path, z.object({ deadLetters: z.number() }));
  if (options.replay === true) {
    const { replayed } = await api.post(`${path}/dead-letters/replay`, chosen, replayedSchema);
    await print(`${sink}: ${replayed} of ${countOf(before, 'dead letter')} taken; what was refused again stays`);
  } else {
    const { discarded } = await api.post(`${path}/dead-letters/discard`, chosen, discardedSchema);
    await print(
      `${sink}: ${discarded} of ${countOf(before, 'dead letter')} forgotten; the journal keeps their outcomes`,
    );
  }
}

type Print = (line: string) => Promise<void>;

async function printSinks(api: BridgeApi, { json }: DeadLettersOptions, print: Print): Promise<void> {
  const sinks = await api.get('/sinks', sinksSchema);
  if (!(json === true)) await print(row('sink', 'dead letters', 'latest refusal'));
  for (const { name, deadLetters: letters, lastRefusal } of sinks) {
    if (json === true) await print(JSON.stringify({ sink: name, deadLetters: letters, lastRefusal }));
    else await print(row(name, String(letters), lastRefusal?.message ?? ''));
  }
}

async function printGroups(api: BridgeApi, path: string, { json }: DeadLettersOptions, print: Print): Promise<void> {
  const groups = await api.get(`${path}/dead-letter-groups`, deadLetterGroupsSchema);
  if (!(json === true)) await print(row('newest', 'dead letters', 'cause'));
  for (const group of groups) {
    if (json === true) await print(JSON.stringify(group));
    else await print(row(group.newestAt, String(group.letters), group.cause));
  }
}

const widths = [24, 12] as const;

function row(first: string, second: string, third: string): string {
  return `${first.padEnd(widths[0])}  ${second.padStart(widths[1])}  ${third}`.trimEnd();
}

function choiceOf({ all, cause, positions }: DeadLettersOptions): object {
  if (cause !== undefined) return { cause };
  if (positions !== undefined) return { positions };
  if (all === true) return { all };
  throw new DeadLettersError('say which: --all, --cause TEXT or --positions 7,8');
}

async function tokenOf({ tokenFile }: DeadLettersOptions): Promise<string | undefined> {
  return tokenFile === undefined ? undefined : (await readTextFile(tokenFile)).trim();
}

/** The HTTP API of a running bridge. */
class BridgeApi {
  readonly #base: string;
  readonly #token: string | undefined;
  readonly #signal: AbortSignal;

  constructor(url: string, token: string | undefined, signal: AbortSignal) {
    if (!/^https?:\/\//.test(url)) {
      throw new DeadLettersError(`${url} is no address of a bridge: give one such as http://127.0.0.1:8080`);
    }
    this.#base = `${url.replace(/\/+$/, '')}/api/v1`;
    this.#token = token;
    this.#signal = signal;
  }

  get<Answer>(path: string, schema: z.ZodType<Answer>): Promise<Answer> {
    return this.#ask(path, {}, schema);
  }

  post<Answer>(path: string, body: object, schema: z.ZodType<Answer>): Promise<Answer> {
    const headers = { 'content-type': 'application/json' };
    return this.#ask(path, { method: 'POST', headers, body: JSON.stringify(body) }, schema);
  }

  async #ask<Answer>(path: string, init: RequestInit, schema: z.ZodType<Answer>): Promise<Answer> {
    const headers = new Headers(init.headers);
    if (this.#token !== undefined) headers.set('authorization', `Bearer ${this.#token}`);
    const signal = AbortSignal.any([this.#signal, AbortSignal.timeout(answerMs)]);
    const response = await fetch(this.#base + path, { ...init, headers, signal }).catch((cause: unknown) => {
      throw new DeadLettersError(`${this.#base} does not answer: is the bridge running, and its HTTP on?`, { cause });
    });
    const answer: unknown = await response.json().catch(() => undefined);
    if (!response.ok) {
      const { detail, title } = problemSchema.safeParse(answer).data ?? {};
      throw new DeadLettersError(`the bridge answers ${response.status}: ${detail ?? title ?? response.statusText}`);
    }
    return schema.parse(answer);
  }
}
