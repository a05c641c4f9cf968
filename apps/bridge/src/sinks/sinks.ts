import type { Writable } from 'node:stream';
import type { Journal, RecordFilter } from '@sdmp/journal';
import { classesWanted } from '@sdmp/outcomes';
import { type Sink, SinkRunner, type SinkState } from '@sdmp/sinks';
import type { SinkConfig } from '../config/sink-config.ts';
import { type Installation, makePlacedSink, type PlacedSink, placedSinks } from './placed-sinks.ts';
import { ReconciledSet, type PlannedChange } from '../reconciled-set.ts';
import type { FullLogger } from '../log/logger.ts';

/** A sink with what it was told to take. */
export interface RunningSink {
  readonly filter: RecordFilter;
  readonly runner: SinkRunner;
}

export interface SinksOptions {
  readonly journal: Journal;
  readonly state: SinkState;
  readonly logger: FullLogger;
  /** Where sinks of that kind print outcomes. */
  readonly output: Writable;
}

/** Where else outcomes go, by name. */
export class Sinks {
  readonly #options: SinksOptions;
  readonly #set: ReconciledSet<PlacedSink, Sink, RunningSink>;

  constructor(options: SinksOptions) {
    this.#options = options;
    this.#set = new ReconciledSet({
      prepare: (placed) => makePlacedSink(placed, options.output),
      start: async (config, sink) => this.#start(config, sink),
      stop: ({ runner }) => runner.close(),
    });
  }

  /** In the order of their start. */
  get running(): readonly RunningSink[] {
    return this.#set.members;
  }

  /**
   * Plans to make these the ones that are delivered to. One that leaves delivers what is under way and saves its position.
   * Rejects with `INVALID_ARGUMENT` when one of them cannot be; then everything is as it was.
   */
  plan(installation: Installation): Promise<PlannedChange> {
    return this.#set.plan(placedSinks(installation));
  }

  close(): Promise<void> {
    return this.#set.close();
  }

  #start(config: PlacedSink, sink: Sink): RunningSink {
    const { journal, state, logger } = this.#options;
    const { name, retry, wait, start } = config;
    const filter = filterOf(config);
    const runner = new SinkRunner({
      name,
      sink,
      journal,
      filter,
      batch: { waitMs: wait },
      retry: { firstMs: retry.first, longestMs: retry.longest },
      start,
      state,
      logger,
    });
    runner.start();
    // A sink that is refused for good says so itself, in its status and in the log.
    runner.finished.catch(() => undefined);
    return { filter, runner };
  }
}

function filterOf({ filter: { tenant, campaign, success, failure } }: Pick<SinkConfig, 'filter'>): RecordFilter {
  return {
    ...(tenant === undefined ? {} : { tenant }),
    ...(campaign === undefined ? {} : { campaign }),
    ...(success && failure ? {} : { classes: classesWanted({ successOutcomes: success, failureOutcomes: failure }) }),
  };
}
