import { createHash, timingSafeEqual } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { readTextFile } from '@sdmp/terminal';
import { type Scope, scopes } from '../me/schema.ts';
import type { Caller } from './caller.ts';

/** The file of tokens cannot be used; the message names the file and the line, never a token. */
export class InvalidTokensError extends Error {
  override readonly name = 'InvalidTokensError';
  readonly code = 'TOKENS_INVALID';
}

/** Somebody with a token, of which only the SHA-256 is known. */
interface TokenHolder extends Caller {
  readonly hash: Buffer;
}

const lineForm = /^([\w.-]{1,64})\s+([a-z,]+)\s+([0-9a-f]{64})$/i;

function isScope(word: string): word is Scope {
  return scopes.some((scope) => scope === word);
}

function readLine(line: string, place: string): TokenHolder {
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
  return { name, scopes: new Set(given.filter(isScope)), hash: Buffer.from(hash, 'hex') };
}

/** What is different in a new list, by name; one whose scopes or token changed is in both. */
export interface TokenChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Tokens that are known, as hashes. A token is random and long, so that a plain hash hides it. */
export class TokenList {
  readonly #holders: readonly TokenHolder[];

  private constructor(holders: readonly TokenHolder[]) {
    this.#holders = holders;
  }

  /** Reads the text of a file: a line each with name, scopes and SHA-256; empty lines and those with # do not count. */
  static parse(text: string, file: string): TokenList {
    const holders = text.split(/\r?\n/).flatMap((line, index) => {
      const content = line.trim();
      return content === '' || content.startsWith('#') ? [] : [readLine(content, `${file}:${index + 1}`)];
    });
    if (holders.length === 0) throw new InvalidTokensError(`${file}: holds no token: nobody could use the API`);
    const names = new Set(holders.map(({ name }) => name));
    if (names.size < holders.length)
      throw new InvalidTokensError(`${file}: a name is there twice: give each token its own`);
    return new TokenList(holders);
  }

  static async load(file: string): Promise<TokenList> {
    return TokenList.parse(await readTextFile(file), file);
  }

  /** Whose token it is. Takes the same time whichever it is, and whether it is one. */
  find(token: string): Caller | undefined {
    const hash = createHash('sha256').update(token).digest();
    let found: Caller | undefined;
    for (const holder of this.#holders) if (timingSafeEqual(hash, holder.hash)) found = holder;
    return found;
  }

  /** Whether a caller that a list has found is in this one, with the same token and the same scopes. */
  has(caller: Caller): boolean {
    return this.#holders.some((holder) => isDeepStrictEqual(holder, caller));
  }

  changesFrom(before: TokenList): TokenChanges {
    const namesNotIn = (list: TokenList, other: TokenList): readonly string[] =>
      list.#holders.filter((holder) => !other.has(holder)).map(({ name }) => name);
    return { added: namesNotIn(this, before), removed: namesNotIn(before, this) };
  }
}
