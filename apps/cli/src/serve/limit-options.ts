import { defaultServiceLimits, type ServiceLimits } from '@sdmp/runtime/server';
import type { Command } from 'commander';
import { argument, wholeNumberBetween } from '../parse/arguments.ts';
import { readShare } from '@sdmp/terminal';

/** Limits of the service that have an option, and what they are called there. */
const limitOptions = {
  maxConnections: ['maxSessions', 'connections at a time'],
  maxConnectionsPerAddress: ['maxSessionsPerAddress', 'connections of one address'],
  maxMessages: ['messagesPerSecond', 'messages a second of one connection; EO and EE count as ten'],
  maxRejections: [
    'rejectionsPerSecond',
    'messages a second of one connection that are answered by an ER, ten times as many at once',
  ],
  maxTokens: ['maxTokens', 'persist tokens, parked or live'],
  maxTokensPerTenant: ['maxTokensPerTenant', 'persist tokens of one tenant'],
  maxTokensPerUser: ['maxTokensPerUser', 'persist tokens of one user, without users of one address'],
} as const satisfies Record<string, readonly [keyof ServiceLimits, string]>;

type LimitOption = keyof typeof limitOptions;

export type LimitOptions = { readonly [Name in LimitOption]?: number } & { readonly requestTime?: number };

const most = 1_000_000_000;
const leastTimeShare = 0.01;

function flagOf(name: string): string {
  return `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Adds an option for each of those limits. */
export function addLimitOptions(command: Command): Command {
  for (const [name, [limit, words]] of Object.entries(limitOptions)) {
    const usual = defaultServiceLimits[limit].toLocaleString('en-US');
    command.option(`${flagOf(name)} <number>`, `most ${words} (default ${usual})`, wholeNumberBetween(1, most));
  }
  const usual = `${100 * defaultServiceLimits.requestTimeShare}%`;
  return command.option(
    '--request-time <share>',
    `share of its time that it spends on requests of all connections together; above it they wait, and outcomes are delivered as ever (default ${usual})`,
    argument(readTimeShare, 'It must be a share from 1% to 100%, such as 25%.'),
  );
}

function readTimeShare(text: string): number | undefined {
  const share = readShare(text);
  return share === undefined || share < leastTimeShare ? undefined : share;
}

/** Returns the limits that were given. */
export function givenLimits(options: LimitOptions): Partial<ServiceLimits> {
  const given = Object.entries(limitOptions).flatMap(([name, [limit]]) => {
    const value = options[name as LimitOption];
    return value === undefined ? [] : [[limit, value] as const];
  });
  const { requestTime } = options;
  return { ...Object.fromEntries(given), ...(requestTime === undefined ? {} : { requestTimeShare: requestTime }) };
}
