import type { Output } from '@sdmp/terminal';

/** Prints `committed N`. While the reader is behind, only the newest count waits; once it has gone, nothing is printed. */
export class CommitLines {
  readonly #output: Output;
  #newest: number | undefined;
  #printing: Promise<void> | undefined;

  constructor(output: Output) {
    this.#output = output;
  }

  report(total: number): void {
    this.#newest = total;
    this.#printing ??= this.#print();
  }

  /** Resolves when the newest count is printed. */
  async flush(): Promise<void> {
    await this.#printing;
  }

  async #print(): Promise<void> {
    while (this.#newest !== undefined && !this.#output.gone.aborted) {
      const total = this.#newest;
      this.#newest = undefined;
      await this.#output.write(`committed ${total}\n`).catch(() => undefined);
    }
    this.#printing = undefined;
  }
}
