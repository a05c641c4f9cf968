import { defaultServiceLimits, type ServiceLimits } from '@sdmp/runtime/server';
import type { Command } from 'commander';
import { wholeNumberBetween } from '../parse/arguments.ts';

/** Limits of the service that have an option, and what they are called there. */
const limitOptions = {
  maxConnections: ['maxSessions', 'connections at a time'],
  maxConnectionsPerAddress: ['maxSessionsPerAddress', 'connections of one address'],
  maxMessages: ['messagesPerSecond', 'messages a second of one connection; EO and EE count as ten'],
  maxTokens: ['maxTokens', 'persist tokens, parked or live'],
  maxTokensPerTenant: ['maxTokensPerTenant', 'persist tokens of one tenant'],
  maxTokensPerUser: ['maxTokensPerUser', 'persist tokens of one user, without users of one address'],
} as const satisfies Record<string, readonly [keyof ServiceLimits, string]>;

type LimitOption = keyof typeof limitOptions;

export type LimitOptions = { readonly [Name in LimitOption]?: number };

const most = 1_000_000_000;

function flagOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Adds an option for each of those limits. */
export function addLimitOptions(command: Command): Command {
  for (const [name, [limit, words]] of Object.entries(limitOptions)) {
    const usual = defaultServiceLimits[limit].toLocaleString('en-US');
    command.option(`${flagOf(name)} <number>`, `most ${words} (default ${usual})`, wholeNumberBetween(1, most));
  }
  return command;
}

/** Returns the limits that were given. */
export function givenLimits(options: LimitOptions): Partial<ServiceLimits> {
  const given = Object.entries(limitOptions).flatMap(([name, [limit]]) => {
    const value = options[name as LimitOption];
    return value === undefined ? [] : [[limit, value] as const];
  });
  return Object.fromEntries(given);
}
