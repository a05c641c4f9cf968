import { decode } from '@sdmp/codec';
import { Outcome, outcomeId, outcomeJsonText, parseOutcomeLine } from '@sdmp/outcomes';
import { SdmpError } from '@sdmp/protocol';
import type { Terminal } from '@sdmp/terminal';
import { fetchText } from '../http/fetch-text.ts';
import { openToChange } from '../journal/open-journal.ts';
import { apiPath, isHttpTarget } from '../token-option.ts';

/** What a journal says of where the outcome came from. */
const source = 'sdmp record';

export interface Recording {
  /** A journal folder, or the address of a bridge. */
  readonly target: string;
  /** An OZ frame or a JSON outcome. */
  readonly text: string;
  readonly token: string | undefined;
}

/** Records one outcome durably and returns its id. Throws `INVALID_OUTCOME`, and as the journal or the bridge does. */
export async function recordOutcome({ target, text, token }: Recording, terminal: Terminal): Promise<string> {
  // The same check everywhere, before anything is opened or sent.
  const record = parseOutcomeLine(text, { time: Date.now() });
  if (isHttpTarget(target)) return postOutcome(new URL(target), text, token, terminal);
  const journal = await openToChange(target, terminal.interrupted);
  try {
    const { first: position } = await journal.append([{ ...record, source }]);
    return outcomeId({ journal: journal.history.nameAt(position), position });
  } finally {
    await journal.close();
  }
}

async function postOutcome(url: URL, text: string, token: string | undefined, terminal: Terminal): Promise<string> {
  const json = text.trimStart().startsWith('{')
    ? text
    : outcomeJsonText(new Outcome(decode(text.trim()), { time: Date.now() }));
  const answer = await fetchText(new URL(`${apiPath}/outcomes`, url), { token, json, signal: terminal.interrupted });
  const { outcomes } = JSON.parse(answer) as { readonly outcomes?: readonly { readonly id?: string }[] };
  const id = outcomes?.[0]?.id;
  if (id !== undefined) return id;
  throw new SdmpError('CONNECT_FAILED', `${url.host} answers without an id: is it a bridge?`);
}
