import type { Writable } from 'node:stream';
import type { OutcomeColumn } from '@sdmp/outcomes/columns';
import type { Sink } from '@sdmp/sinks';
import { z } from 'zod';
import type { MapPath } from '../../config/config-paths.ts';

type Shape = Readonly<Record<string, z.ZodType>>;
type OptionsOf<S extends Shape> = z.output<z.ZodObject<S, z.core.$strict>>;

/** What a sink may use of the program that it runs in. */
export interface SinkEnvironment {
  /** Where a sink that prints outcomes prints them. */
  readonly output: Writable;
  /** Columns that the installation adds to those of every outcome, for kinds that write columns. */
  readonly columns: readonly OutcomeColumn[];
}

/** What does not fit together in the options of a sink. */
export interface OptionsProblem {
  /** The key the message is about, relative to the kind; empty for the kind itself. */
  readonly path: readonly string[];
  readonly message: string;
}

/** Everything the bridge knows about one kind of sink. */
export interface SinkKindDefinition<S extends Shape> {
  /** Key in the configuration, and the sink's `kind` in status and metrics. */
  readonly name: string;
  readonly description: string;
  /** Keys of its group in the configuration. */
  readonly shape: S;
  /** Groups of keys within, by their path from the kind: `tls`. */
  readonly groups?: Readonly<Record<string, Shape>>;
  /** Returns what does not fit together, beyond what each key says by itself. */
  readonly problem?: (options: OptionsOf<S>) => OptionsProblem | undefined;
  /** Returns the options with each path mapped. */
  readonly mapPaths?: (options: OptionsOf<S>, map: MapPath) => OptionsOf<S>;
  /** Loads what the kind needs and makes the sink. Rejects with `INVALID_ARGUMENT` when it cannot be made. */
  readonly make: (options: OptionsOf<S>, environment: SinkEnvironment) => Promise<Sink>;
}

/** Where a sink's outcomes go: its kind with the options given for it. Equal by value to another one read from the same text. */
export interface Receiver {
  readonly kind: string;
  mapPaths(map: MapPath): Receiver;
  make(environment: SinkEnvironment): Promise<Sink>;
}

/** A kind of sink as the configuration reads it. */
export interface SinkKind {
  readonly name: string;
  readonly schema: z.ZodType<Receiver | undefined>;
  /** Every group of keys of the kind by its path from the sink: `kafka`, `kafka.tls`. */
  readonly sections: Readonly<Record<string, Shape>>;
}

/** Keeps options beside the definition that reads them, so that a list of receivers needs no case for each kind. */
class DefinedReceiver<S extends Shape> implements Receiver {
  // Public, so that two receivers compare by value.
  readonly definition: SinkKindDefinition<S>;
  readonly options: OptionsOf<S>;

  constructor(definition: SinkKindDefinition<S>, options: OptionsOf<S>) {
    this.definition = definition;
    this.options = options;
  }

  get kind(): string {
    return this.definition.name;
  }

  mapPaths(map: MapPath): Receiver {
    const { name, mapPaths } = this.definition;
    if (mapPaths === undefined) return this;
    const mapped = mapPaths(this.options, (key, path, use) => map(`${name}.${key}`, path, use));
    return new DefinedReceiver(this.definition, mapped);
  }

  async make(environment: SinkEnvironment): Promise<Sink> {
    return this.definition.make(this.options, environment);
  }
}

/** Whether a value read from the configuration is where a sink's outcomes go. */
export function isReceiver(value: unknown): value is Receiver {
  return value instanceof DefinedReceiver;
}

/** Makes a kind of sink of its definition. */
export function defineSinkKind<S extends Shape>(definition: SinkKindDefinition<S>): SinkKind {
  const { name, description, shape, groups = {}, problem } = definition;
  const schema = z
    .strictObject(shape)
    .superRefine((options, context) => {
      const found = problem?.(options);
      if (found !== undefined) context.addIssue({ code: 'custom', message: found.message, path: [...found.path] });
    })
    .transform((options): Receiver => new DefinedReceiver(definition, options))
    .optional()
    .describe(description);
  const within = Object.entries(groups).map(([path, group]) => [`${name}.${path}`, group] as const);
  return { name, schema, sections: { [name]: shape, ...Object.fromEntries(within) } };
}
