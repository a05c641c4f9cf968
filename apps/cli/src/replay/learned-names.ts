import { decode, format, type Message } from '@sdmp/codec';
import { codeOf, messageVerify, outcomeData } from '@sdmp/protocol';

export const tokenCode = codeOf(messageVerify, 'token');
const transactionCode = codeOf(outcomeData, 'transactionIdentifier');

/** Tokens and transactions that an application chooses anew each time, in place of those that were recorded. */
export class LearnedNames {
  readonly #names = new Map<string, string>();

  /** Learns from a request how the application that is there names what the one of the recording named otherwise. */
  learn(recorded: Message, actual: Message): void {
    for (const code of [tokenCode, transactionCode]) {
      const was = recorded.get(code);
      const is = actual.get(code);
      if (was !== undefined && is !== undefined) this.#names.set(code + was, is);
    }
  }

  /** Whether a request with this token has come. */
  knowsToken(token: string): boolean {
    return this.#names.has(tokenCode + token);
  }

  /** Returns a recorded frame under the names that were learned. */
  renamed(frame: string): string {
    const message = decode(frame);
    const { service, interface: layer, code } = message;
    let isChanged = false;
    const fields = [...message.entries()].flatMap(([field, value]) => {
      const is = this.#names.get(field + value);
      if (is !== undefined && is !== value) isChanged = true;
      return [field, is ?? value];
    });
    return isChanged ? format({ service, interface: layer, code, fields }) : frame;
  }

  /** Whether a recorded request begins something that the application has to ask for before what follows makes sense. */
  static isAwaited(recorded: Message): boolean {
    return recorded.get(transactionCode) !== undefined;
  }
}
