import type { Caller } from './caller.ts';
import { type TokenChanges, TokenList } from './token-list.ts';

/** The tokens that are known now: those of a file, as it was read last. */
export class KnownTokens {
  readonly #file: string;
  #list: TokenList;

  private constructor(file: string, list: TokenList) {
    this.#file = file;
    this.#list = list;
  }

  /** Rejects with `InvalidTokensError`, and with the system's error when the file cannot be read. */
  static async load(file: string): Promise<KnownTokens> {
    return new KnownTokens(file, await TokenList.load(file));
  }

  /** Whose token it is. */
  find(token: string): Caller | undefined {
    return this.#list.find(token);
  }

  /** Whether a caller that was found still has that token and those scopes. */
  has(caller: Caller): boolean {
    return this.#list.has(caller);
  }

  /** Reads the file again; what comes back takes over what was read. Rejects as `load`, and then nothing changes. */
  async plan(): Promise<() => TokenChanges> {
    const read = await TokenList.load(this.#file);
    return () => {
      const changes = read.changesFrom(this.#list);
      this.#list = read;
      return changes;
    };
  }
}
