import { isDeepStrictEqual } from 'node:util';

/** Names of what a change started and stopped. */
export interface SetChanges {
  readonly started: readonly string[];
  readonly stopped: readonly string[];
}

export interface ReconciledSetOptions<Config, Part, Member> {
  /** Makes the part of a member that may fail, before any running member is touched. */
  readonly prepare: (config: Config) => Promise<Part>;
  readonly start: (config: Config, part: Part) => Promise<Member>;
  readonly stop: (member: Member) => Promise<void>;
}

/** Carries out a change for which everything was prepared. */
export type PlannedChange = () => Promise<SetChanges>;

/** Members that run because a list in the configuration names them; started and stopped as the list changes. */
export class ReconciledSet<Config extends { readonly name: string }, Part, Member> {
  readonly #options: ReconciledSetOptions<Config, Part, Member>;
  readonly #running = new Map<string, { readonly config: Config; readonly member: Member }>();
  #isClosed = false;
  /** The latest change; changes run one after the other. */
  #latest: Promise<unknown> = Promise.resolve();

  constructor(options: ReconciledSetOptions<Config, Part, Member>) {
    this.#options = options;
  }

  /** In the order of their start. */
  get members(): readonly Member[] {
    return Array.from(this.#running.values(), ({ member }) => member);
  }

  /**
   * Plans to run exactly these. An unchanged member keeps running; a changed one is stopped, then started again. Rejects
   * when one of them cannot be prepared; then nothing has changed.
   */
  async plan(configs: readonly Config[]): Promise<PlannedChange> {
    const parts = new Map<string, Part>();
    for (const config of configs) {
      if (!this.#isRunning(config)) parts.set(config.name, await this.#options.prepare(config));
    }
    return () => this.#inTurn(() => this.#change(configs, parts));
  }

  /** Stops all members after the change under way. Later changes do nothing. */
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

  async #change(configs: readonly Config[], parts: ReadonlyMap<string, Part>): Promise<SetChanges> {
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
