/** How often a client probes, and how long it waits, milliseconds. */
export interface Heartbeat {
  readonly intervalMs: number;
  readonly timeoutMs: number;
}

/** A tenth and a third of the defaults of a client (5 s and 15 s) are far more than these: losses grow in proportion. */
export const heartbeats: readonly Heartbeat[] = [
  { intervalMs: 100, timeoutMs: 500 },
  { intervalMs: 250, timeoutMs: 1500 },
];

/** The defaults of a client. */
export const defaultHeartbeat: Heartbeat = { intervalMs: 5000, timeoutMs: 15_000 };

export function heartbeatText({ intervalMs, timeoutMs }: Heartbeat): string {
  return `${intervalMs} / ${timeoutMs} ms`;
}
