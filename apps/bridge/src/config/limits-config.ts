import { defaultServiceLimits, type ServiceLimits } from '@sdmp/runtime/server';
import { wholeNumber } from './field.ts';
import { share } from './units.ts';

const most = 1_000_000_000;
const leastTimePercent = 1;
const usualTimeShare = `${100 * defaultServiceLimits.requestTimeShare}%`;

function limit(usual: number, words: string) {
  return wholeNumber(1, most).prefault(usual).describe(`Most ${words}. Default ${usual}.`);
}

/** Limits of subscribers that an operator may want to set. */
export const limitsShape = {
  connections: limit(defaultServiceLimits.maxSessions, 'connections of subscribers at a time'),
  connectionsPerAddress: limit(defaultServiceLimits.maxSessionsPerAddress, 'of those from one address'),
  messagesPerSecond: limit(
    defaultServiceLimits.messagesPerSecond,
    'messages a second of one connection, read more slowly above it; EO and EE count as ten',
  ),
  rejectionsPerSecond: limit(
    defaultServiceLimits.rejectionsPerSecond,
    'messages a second of one connection that are answered by an ER, ten times as many at once; read more slowly above it',
  ),
  requestTimeShare: share(leastTimePercent, usualTimeShare)
    .prefault(usualTimeShare)
    .describe(
      `Share of its time that the bridge spends on requests of all subscribers together; above it they wait, and outcomes are delivered as ever. Default ${usualTimeShare}.`,
    ),
  tokens: limit(defaultServiceLimits.maxTokens, 'persist tokens, parked or live'),
  tokensPerTenant: limit(defaultServiceLimits.maxTokensPerTenant, 'of those of one tenant'),
  tokensPerUser: limit(defaultServiceLimits.maxTokensPerUser, 'of those of one user, without users of one address'),
} as const;

/** Returns what the service calls them. */
export function serviceLimits(given: { readonly [Name in keyof typeof limitsShape]: number }): Partial<ServiceLimits> {
  return {
    maxSessions: given.connections,
    maxSessionsPerAddress: given.connectionsPerAddress,
    messagesPerSecond: given.messagesPerSecond,
    rejectionsPerSecond: given.rejectionsPerSecond,
    requestTimeShare: given.requestTimeShare,
    maxTokens: given.tokens,
    maxTokensPerTenant: given.tokensPerTenant,
    maxTokensPerUser: given.tokensPerUser,
  };
}
