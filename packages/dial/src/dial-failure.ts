import { describeNetworkError } from './errors.ts';

/** None of a host's addresses could be reached. `code` is the system's code of the last failure, such as `ECONNREFUSED`. */
export class DialFailure extends Error {
  override readonly name = 'DialFailure';
  readonly code: string;

  constructor(host: string, failures: readonly NodeJS.ErrnoException[]) {
    const last = failures.at(-1);
    const [first = `${host} has no address`, ...others] = failures.map(describeNetworkError);
    super([first, ...others].join('; '), last === undefined ? undefined : { cause: last });
    this.code = last?.code ?? 'ENOTFOUND';
  }
}

/** Returns what all failures together are: a single one speaks for itself. */
export function failureOf(host: string, failures: readonly NodeJS.ErrnoException[]): Error {
  const [only, second] = failures;
  return only === undefined || second !== undefined ? new DialFailure(host, failures) : only;
}
