import { type OperatingSystem, operatingSystem } from './operating-system.ts';

/** A signal within this time is a repetition: Ctrl-C reaches a process directly and through its parent. */
const repetitionMs = 500;

export interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  exit(code: number): never;
}

/** Aborts at the first SIGINT or SIGTERM, so that a command can shut down; a later one exits the process at once. */
export function interruptions(
  source: SignalSource,
  now: () => number = () => performance.now(),
  { shutdownSignals }: OperatingSystem = operatingSystem(),
): AbortSignal {
  const controller = new AbortController();
  let firstAt: number | undefined;
  const onSignal = (): void => {
    if (firstAt === undefined) {
      firstAt = now();
      controller.abort();
    } else if (now() - firstAt > repetitionMs) {
      source.exit(1);
    }
  };
  for (const signal of shutdownSignals) source.on(signal, onSignal);
  return controller.signal;
}
