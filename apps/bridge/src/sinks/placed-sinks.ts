import type { Writable } from 'node:stream';
import { dataCheckName, type DataSchema } from '@sdmp/outcomes/data';
import { type InstallationConfig, installationRules } from '@sdmp/outcomes/rules';
import { outcomeShape, shapeCheck, shapedSink, type Sink } from '@sdmp/sinks';
import type { BridgeConfig } from '../config/bridge-config.ts';
import type { SinkConfig } from '../config/sink-config.ts';
import type { Receiver } from './kinds/sink-kind.ts';

/** Where outcomes go, and what they go through. */
export type Installation = Pick<BridgeConfig, 'sinks' | 'rules' | 'data'>;

/** A sink with what outcomes go through on their way to it. Equal by value to another one read from the same text. */
export interface PlacedSink extends Omit<SinkConfig, 'data' | 'receiver'> {
  /** Undefined: outcomes are held against the shape alone. */
  readonly receiver: Receiver | undefined;
  readonly rules: InstallationConfig | undefined;
  readonly schema: DataSchema | undefined;
  readonly brokenData: 'deadLetter' | 'deliver';
}

/** What every outcome is held against from now on, whatever sinks there are. */
function dataCheck(schema: DataSchema): PlacedSink {
  return {
    name: dataCheckName,
    filter: { success: true, failure: true },
    retry: { first: 500, longest: 300_000 },
    wait: 0,
    start: 'now',
    receiver: undefined,
    rules: undefined,
    schema,
    brokenData: 'deadLetter',
  };
}

/** Returns the sinks of a configuration, and where it has a schema of data what holds outcomes against it. */
export function placedSinks({ sinks, rules, data: schema }: Installation): readonly PlacedSink[] {
  const placed = sinks.map(
    ({ data, ...sink }): PlacedSink => ({
      ...sink,
      rules,
      schema: data === 'recorded' ? undefined : schema,
      brokenData: data === 'columnsThatFit' ? 'deliver' : 'deadLetter',
    }),
  );
  return schema === undefined ? placed : [...placed, dataCheck(schema)];
}

/** Makes a sink that outcomes reach by way of rules and schema. Rejects with `INVALID_ARGUMENT` when it cannot be made. */
export async function makePlacedSink(
  { receiver, rules, schema, brokenData }: PlacedSink,
  output: Writable,
): Promise<Sink> {
  const shape = outcomeShape({
    data: schema,
    brokenData,
    ...(rules === undefined ? {} : { rules: installationRules(rules) }),
  });
  if (receiver === undefined) return shapeCheck(shape);
  const sink = await receiver.make({ output, columns: shape.columns });
  // Outcomes that nothing happens to are handed on as bytes.
  return rules === undefined && schema === undefined ? sink : shapedSink(sink, shape);
}
