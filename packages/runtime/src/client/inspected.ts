/** Node's name of the method that `console.log` and `util.inspect` call. */
export const inspected = Symbol.for('nodejs.util.inspect.custom');

/** Node's `util.inspect`, as it hands itself to that method. */
export type Inspect = (value: unknown, options: object) => string;
