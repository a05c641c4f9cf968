/** A repeat within this time is the same wish: Ctrl-C reaches a process directly and through the one that started it. */
const sameWishMs = 500;

export interface SignalSource {
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  exit(code: number): never;
}

/** Aborts at the first SIGINT or SIGTERM, so that a command can end in order; a later one ends the process at once. */
export function interruptions(source: SignalSource, now: () => number = () => performance.now()): AbortSignal {
  const controller = new AbortController();
  let firstAt: number | undefined;
  const onSignal = (): void => {
    if (firstAt === undefined) {
      firstAt = now();
      controller.abort();
    } else if (now() - firstAt > sameWishMs) {
      source.exit(1);
    }
  };
  source.on('SIGINT', onSignal);
  source.on('SIGTERM', onSignal);
  return controller.signal;
}
