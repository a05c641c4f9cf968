import { giveWay } from '@sdmp/journal';

/**
 * Lets one stream work at a time, in the order in which they asked. Between two turns everything else of the process has its own, so
 * that any number of streams delays a health check or a subscriber by one step of one stream.
 */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs a step when its turn comes. */
  take<Result>(step: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(step);
    // A step that fails must not end the turns of others.
    this.#last = result.then(giveWay, giveWay);
    return result;
  }
}
