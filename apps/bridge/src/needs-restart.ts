import { isDeepStrictEqual } from 'node:util';
import type { BridgeConfig } from './config/bridge-config.ts';

/** What a running bridge takes over from a new configuration; everything else waits for a restart. */
const applied: ReadonlySet<keyof BridgeConfig> = new Set(['upstreams', 'sinks']);

/** The keys that differ and cannot change while the bridge runs. Of `log`, the level can. */
export function needsRestart(before: BridgeConfig, after: BridgeConfig): readonly string[] {
  const keys = (Object.keys({ ...before, ...after }) as (keyof BridgeConfig)[]).filter((key) => !applied.has(key));
  return keys.filter((key) =>
    key === 'log' ? before.log.format !== after.log.format : !isDeepStrictEqual(before[key], after[key]),
  );
}
