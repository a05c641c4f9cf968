import { isDeepStrictEqual } from 'node:util';
import { type InstallationConfig, type InstallationRules, installationRules } from '@sdmp/outcomes/rules';

/** The rules of the configuration in force. The same object for as long as they say the same. */
export class CurrentRules {
  #config: InstallationConfig | undefined;
  current: InstallationRules | undefined;

  constructor(config: InstallationConfig | undefined) {
    this.#config = config;
    this.current = made(config);
  }

  /** What they say, as text; '' without rules. */
  get text(): string {
    return this.#config === undefined ? '' : JSON.stringify(this.#config);
  }

  /** Takes over what a configuration says. */
  take(config: InstallationConfig | undefined): void {
    if (isDeepStrictEqual(config, this.#config)) return;
    this.#config = config;
    this.current = made(config);
  }
}

function made(config: InstallationConfig | undefined): InstallationRules | undefined {
  return config === undefined ? undefined : installationRules(config);
}
