import { isDeepStrictEqual } from 'node:util';

/** What changed, by name. */
export interface FleetChanges {
  readonly started: readonly string[];
  readonly stopped: readonly string[];
}

export interface FleetOptions<Config, Part, Member> {
  /** Makes what may turn out to be wrong, before anything that runs is touched. */
  readonly prepare: (config: Config) => Promise<Part>;
  readonly start: (config: Config, part: Part) => Promise<Member>;
  readonly stop: (member: Member) => Promise<void>;
}

/** A change that can be carried out: everything that it needs was prepared. */
export type PlannedChange = () => Promise<FleetChanges>;

/** What runs by a list of the configuration: each by its name, started and stopped as the list changes. */
export class Fleet<Config extends { readonly name: string }, Part, Member> {
  readonly #options: FleetOptions<Config, Part, Member>;
  readonly #running = new Map<string, { readonly config: Config; readonly member: Member }>();
  #isClosed = false;
  /** One change after the other. */
  #latest: Promise<unknown> = Promise.resolve();

  constructor(options: FleetOptions<Config, Part, Member>) {
    this.#options = options;
  }

  /** In the order of their start. */
  get members(): readonly Member[] {
    return Array.from(this.#running.values(), ({ member }) => member);
  }

  /**
   * Plans to make these the ones that run. One that is as it was will go on untouched; one that changed will end before it
   * begins anew. Rejects when one of them cannot be; then everything is as it was.
   */
  async plan(configs: readonly Config[]): Promise<PlannedChange> {
    const parts = new Map<string, Part>();
    for (const config of configs) {
      if (!this.#isRunning(config)) parts.set(config.name, await this.#options.prepare(config));
    }
    return () => this.#inTurn(() => this.#change(configs, parts));
  }

  /** Ends all of them, after the change under way. No change is carried out any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#inTurn(() => this.#stopAllBut([]));
  }

  #isRunning(config: Config): boolean {
    return isDeepStrictEqual(this.#running.get(config.name)?.config, config);
  }

  #inTurn<Result>(change: () => Promise<Result>): Promise<Result> {
    const changed = this.#latest.then(change);
    this.#latest = changed.catch(() => undefined);
    return changed;
  }

  async #change(configs: readonly Config[], parts: ReadonlyMap<string, Part>): Promise<FleetChanges> {
    if (this.#isClosed) return { started: [], stopped: [] };
    const stopped = await this.#stopAllBut(configs);
    const started: string[] = [];
    for (const config of configs) {
      const { name } = config;
      if (this.#running.has(name)) continue;
      const part = parts.get(name) ?? (await this.#options.prepare(config));
      this.#running.set(name, { config, member: await this.#options.start(config, part) });
      started.push(name);
    }
    return { started, stopped };
  }

  async #stopAllBut(configs: readonly Config[]): Promise<readonly string[]> {
    const kept = new Set(configs.filter((config) => this.#isRunning(config)).map(({ name }) => name));
    const leaving = Array.from(this.#running).filter(([name]) => !kept.has(name));
    await Promise.all(leaving.map(([, { member }]) => this.#options.stop(member)));
    for (const [name] of leaving) this.#running.delete(name);
    return leaving.map(([name]) => name);
  }
}
