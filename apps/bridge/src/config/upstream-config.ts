import type { WireEncoding } from '@sdmp/codec';
import { asciiPort, unicodePort } from '@sdmp/protocol';
import { z } from 'zod';
import { credentialsProblem, credentialsShape } from './credentials-config.ts';
import { chosenEncoding, encodingProblem, encodingShape, usualPort } from './encoding-shape.ts';
import { flag, text, wholeNumber } from './field.ts';
import { upstreamTls } from './tls-config.ts';
import { duration } from './units.ts';
import { isKnownTo, releaseName, wireNumber, wireText } from './wire-value.ts';

/**
 * Outcomes a second asked for while a dialer rolls its backlog forward. More than any dialer makes, so that the bridge
 * always catches up; not enough for a dialer at work to send everything in one burst.
 */
export const defaultUpstreamRate = 10_000;

export const host = text('a host name or an IP address', (value) => /^[^\s/]+$/.test(value));

export const upstreamShape = {
  name: text('1 to 64 letters, digits, dots, - or _', (value) => /^[\w.-]{1,64}$/.test(value)).describe(
    'Names the dialer in logs and metrics, and the place reached in it in the journal. Unique.',
  ),
  host: host.describe('Where the dialer is.'),
  port: wholeNumber(1, 65_535).optional().describe(`Its port. Default ${asciiPort}, with unicode ${unicodePort}.`),
  ...encodingShape,
  tls: upstreamTls.optional().describe('Connect by TLS, 1.2 or newer; may be {}. Default: plain.'),
  tenant: wireText('tenantDescriptor')
    .optional()
    .describe('Only the outcomes of this tenant. Default: what the dialer gives.'),
  ...credentialsShape,
  campaign: wireText('campaignName').optional().describe('Only the outcomes of this campaign. Default: all.'),
  success: flag.prefault(true).describe('Whether successes are wanted. Default true.'),
  failure: flag.prefault(true).describe('Whether failures are wanted. Default true.'),
  persistToken: wireText('persistToken').describe(
    'Under this name the dialer keeps outcomes while the bridge is away; without it they would be lost. Unique per dialer: a second user of the name takes the outcomes of the first.',
  ),
  rate: wireNumber('rateControl')
    .optional()
    .describe(
      `Outcomes a second while a backlog is rolled forward, 1 to 1000000. Default ${defaultUpstreamRate}: more than a dialer makes, yet no burst for one at work. The dialer's own default of 100 might never catch up.`,
    ),
  release: releaseName
    .optional()
    .describe('Release of the dialer; nothing younger is sent to it. Default: the newest known.'),
  pair: text('1 to 64 letters, digits, dots, - or _', (value) => /^[\w.-]{1,64}$/.test(value))
    .optional()
    .describe(
      'Upstreams with the same pair deliver the same outcomes under different persist tokens; each outcome is recorded once.',
    ),
  heartbeat: duration
    .prefault('5s')
    .describe(
      'How often the link is probed. A dialer silent for three times as long is connected to anew. Default 5s.',
    ),
} as const;

/** Number of missed heartbeats after which the link counts as dead. */
export const heartbeatsUntilDead = 3;
/** Probing more often than this burdens a dialer, milliseconds. */
const shortestHeartbeatMs = 1000;

const raw = z.strictObject(upstreamShape);

export interface UpstreamConfig extends Omit<z.output<typeof raw>, 'port' | 'encoding' | 'rate' | 'unicode'> {
  readonly port: number;
  readonly encoding: WireEncoding;
  /** Undefined for a release that knows no rate. */
  readonly rate: number | undefined;
}

export const upstreamSchema = raw
  .superRefine(({ success, failure, unicode, encoding, rate, release, heartbeat, ...rest }, context) => {
    const problem = (key: keyof typeof upstreamShape, message: string): void => {
      context.addIssue({ code: 'custom', path: [key], message });
    };
    if (!success && !failure) problem('failure', 'success and failure cannot both be false: nothing would be left');
    const contradiction = encodingProblem({ unicode, encoding });
    if (contradiction !== undefined) problem('encoding', contradiction);
    if (rate !== undefined && !isKnownTo(release, 'rateControl')) {
      problem('rate', `cannot be set for release ${release ?? ''}: it came later`);
    }
    const credentials = credentialsProblem(rest);
    if (credentials !== undefined) problem(...credentials);
    if (heartbeat < shortestHeartbeatMs) problem('heartbeat', 'must be at least 1s, for a dialer has other work');
  })
  .transform(
    ({ port, unicode, encoding, rate, ...rest }): UpstreamConfig => ({
      ...rest,
      port: port ?? usualPort({ unicode }),
      encoding: chosenEncoding({ unicode, encoding }),
      rate: rate ?? (isKnownTo(rest.release, 'rateControl') ? defaultUpstreamRate : undefined),
    }),
  );
