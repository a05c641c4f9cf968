import type { Subscription } from '@sdmp/runtime';

export interface PrintOptions<Item> {
  /** Resolves when more can be written. */
  readonly write: (lines: string) => Promise<void>;
  /** One item, with the end of its line. */
  readonly line: (item: Item) => string;
  /** Called with items that the output has taken. */
  readonly onPrinted?: (items: readonly Item[]) => void;
  /** Number of items that ends printing. */
  readonly count: number | undefined;
  /** Ends printing; what is printed is acknowledged. */
  readonly signal: AbortSignal;
}

/**
 * Prints items until the count, the signal, or the end of the subscription. An item is finished with once the output
 * has taken it, so that the next subscriber with the same persist token gets the one after the last that was printed.
 */
export async function printLines<Item>(subscription: Subscription<Item>, options: PrintOptions<Item>): Promise<void> {
  const { write, line, onPrinted, signal, count = Number.POSITIVE_INFINITY } = options;
  // With a count, nothing is handed out beyond the last item that is wanted.
  const reader = subscription.batches(count === Number.POSITIVE_INFINITY ? {} : { max: 1 });
  let printed = 0;
  try {
    while (printed < count && !signal.aborted) {
      const step = await nextUnlessAborted(reader, signal);
      if (step === undefined || step.done === true) return;
      let lines = '';
      for (const item of step.value) lines += line(item);
      await write(lines);
      printed += step.value.length;
      onPrinted?.(step.value);
      subscription.acknowledge();
    }
  } finally {
    await reader.return?.();
  }
}

/** The next step; undefined once aborted. Leaves nothing behind at the signal, which outlives many steps. */
function nextUnlessAborted<Item>(
  reader: AsyncIterator<Item>,
  signal: AbortSignal,
): Promise<IteratorResult<Item> | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<IteratorResult<Item> | undefined>();
  const onAbort = (): void => resolve(undefined);
  signal.addEventListener('abort', onAbort, { once: true });
  reader
    .next()
    .then(resolve, reject)
    .finally(() => signal.removeEventListener('abort', onAbort));
  return promise;
}
