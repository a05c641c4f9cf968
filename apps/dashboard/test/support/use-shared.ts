import { afterAll, beforeAll } from 'vitest';

/** Makes something once for the tests of a block, and disposes of what it put on the stack after them. Returns how to get it. */
export function useShared<Value extends object>(make: (stack: AsyncDisposableStack) => Promise<Value>): () => Value {
  const stack = new AsyncDisposableStack();
  let made: Value | undefined;
  beforeAll(async () => {
    made = await make(stack);
  });
  afterAll(() => stack.disposeAsync());
  return () => {
    if (made === undefined) throw new Error('asked for before the tests began');
    return made;
  };
}
