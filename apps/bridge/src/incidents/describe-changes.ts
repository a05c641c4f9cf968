import type { SetChanges } from '../reconciled-set.ts';

/** What a configuration changed in the bridge that runs. */
export interface ConfigurationChanges {
  readonly upstreams: SetChanges;
  readonly sinks: SetChanges;
  /** Keys that wait for a restart. */
  readonly kept: readonly string[];
}

/** Returns in words what a configuration changed. */
export function describeChanges({ upstreams, sinks, kept }: ConfigurationChanges): string {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ['upstreams started', upstreams.started],
    ['upstreams stopped', upstreams.stopped],
    ['sinks started', sinks.started],
    ['sinks stopped', sinks.stopped],
    ['waiting for a restart', kept],
  ];
  const said = lists.filter(([, names]) => names.length > 0).map(([what, names]) => `${what}: ${names.join(', ')}`);
  return said.length === 0 ? 'It was read again' : `It was read again; ${said.join('; ')}`;
}
