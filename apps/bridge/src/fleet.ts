import { isDeepStrictEqual } from 'node:util';

/** What changed, by name. */
export interface FleetChanges {
  readonly started: readonly string[];
  readonly stopped: readonly string[];
}

export interface FleetOptions<Config, Member> {
  readonly start: (config: Config) => Promise<Member>;
  readonly stop: (member: Member) => Promise<void>;
}

/** What runs by a list of the configuration: each by its name, started and stopped as the list changes. */
export class Fleet<Config extends { readonly name: string }, Member> {
  readonly #options: FleetOptions<Config, Member>;
  readonly #running = new Map<string, { readonly config: Config; readonly member: Member }>();

  constructor(options: FleetOptions<Config, Member>) {
    this.#options = options;
  }

  /** In the order of their start. */
  get members(): readonly Member[] {
    return Array.from(this.#running.values(), ({ member }) => member);
  }

  get(name: string): Member | undefined {
    return this.#running.get(name)?.member;
  }

  /** Makes these the ones that run. One that is as it was goes on untouched; one that changed ends before it begins anew. */
  async apply(configs: readonly Config[]): Promise<FleetChanges> {
    const wanted = new Map(configs.map((config) => [config.name, config]));
    const leaving = Array.from(this.#running).filter(
      ([name, { config }]) => !isDeepStrictEqual(config, wanted.get(name)),
    );
    await Promise.all(leaving.map(([, { member }]) => this.#options.stop(member)));
    for (const [name] of leaving) this.#running.delete(name);
    const coming = configs.filter(({ name }) => !this.#running.has(name));
    for (const config of coming) this.#running.set(config.name, { config, member: await this.#options.start(config) });
    return { started: coming.map(({ name }) => name), stopped: leaving.map(([name]) => name) };
  }
}
