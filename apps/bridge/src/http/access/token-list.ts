import { createHash, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type Scope, scopes } from '../api/me.ts';
import type { Caller } from './caller.ts';

/** The file of tokens cannot be used; the message names the file and the line, never a token. */
export class InvalidTokensError extends Error {
  override readonly name = 'InvalidTokensError';
  readonly code = 'TOKENS_INVALID';
}

interface Entry {
  readonly caller: Caller;
  readonly hash: Buffer;
}

const lineForm = /^([\w.-]{1,64})\s+([a-z,]+)\s+([0-9a-f]{64})$/i;

function isScope(word: string): word is Scope {
  return scopes.some((scope) => scope === word);
}

function readLine(line: string, place: string): Entry {
  const [, name, words, hash] = lineForm.exec(line) ?? [];
  if (name === undefined || words === undefined || hash === undefined) {
    throw new InvalidTokensError(
      `${place}: must be a name, scopes with commas between, and the SHA-256 of the token in hex`,
    );
  }
  const given = words.split(',');
  const wrong = given.find((word) => !isScope(word));
  if (wrong !== undefined)
    throw new InvalidTokensError(`${place}: no scope is named ${wrong}; there are ${scopes.join(', ')}`);
  return { caller: { name, scopes: new Set(given.filter(isScope)) }, hash: Buffer.from(hash, 'hex') };
}

/** Tokens that are known, as hashes. A token is random and long, so that a plain hash hides it. */
export class TokenList {
  readonly #entries: readonly Entry[];

  private constructor(entries: readonly Entry[]) {
    this.#entries = entries;
  }

  /** Reads the text of a file: a line each with name, scopes and SHA-256; empty lines and those with # do not count. */
  static parse(text: string, file: string): TokenList {
    const entries = text.split(/\r?\n/).flatMap((line, index) => {
      const content = line.trim();
      return content === '' || content.startsWith('#') ? [] : [readLine(content, `${file}:${index + 1}`)];
    });
    if (entries.length === 0) throw new InvalidTokensError(`${file}: holds no token: nobody could use the API`);
    const names = new Set(entries.map(({ caller }) => caller.name));
    if (names.size < entries.length)
      throw new InvalidTokensError(`${file}: a name is there twice: give each token its own`);
    return new TokenList(entries);
  }

  static async load(file: string): Promise<TokenList> {
    return TokenList.parse(await readFile(file, 'utf8'), file);
  }

  /** Whose token it is. Takes the same time whichever it is, and whether it is one. */
  find(token: string): Caller | undefined {
    const hash = createHash('sha256').update(token).digest();
    let found: Caller | undefined;
    for (const entry of this.#entries) if (timingSafeEqual(hash, entry.hash)) found = entry.caller;
    return found;
  }
}
