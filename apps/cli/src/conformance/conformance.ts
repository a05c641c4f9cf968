import { tlsDialOptions } from '@sdmp/runtime';
import { asciiPort, unicodePort } from '@sdmp/protocol';
import type { ExitCode, Terminal } from '@sdmp/terminal';
import { readCredentials, type CredentialsOptions } from '../credentials-option.ts';
import { chosenEncoding, type EncodingOptions } from '../encoding-option.ts';
import { parseEndpoint } from '../parse/arguments.ts';
import { reach } from '../doctor/reach.ts';
import { chosenTls, type TlsOptions } from '../tls-option.ts';
import { readToken, type TokenOptions } from '../token-option.ts';
import type { Need } from './check.ts';
import { endpointChecks } from './checks/endpoint-checks.ts';
import { Lab, type LabParts } from './lab.ts';
import { notVisibleAtEndpoint } from './not-visible.ts';
import { outcomeSource, reportsWord } from './outcome-source.ts';
import { chosenChecks, uncheckedOf, reportResults, type ReportOptions } from './report-results.ts';
import { runChecks } from './run-checks.ts';
import { NotChecked } from './unmet.ts';

export interface ConformanceOptions
  extends EncodingOptions,
    CredentialsOptions,
    TlsOptions,
    TokenOptions,
    ReportOptions {
  readonly timeout: number;
  readonly makeOutcomes?: string;
  readonly campaign?: string;
}

/** Runs every check against an endpoint. Throws when it cannot be reached at all. */
export async function checkEndpoint(
  address: string,
  options: ConformanceOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { checks, claims } = await chosenChecks(endpointChecks, notVisibleAtEndpoint, options);
  const encoding = chosenEncoding(options);
  const tls = chosenTls(options, terminal);
  const base: LabParts = {
    endpoint: parseEndpoint(address, encoding === 'utf-16le' ? unicodePort : asciiPort),
    encoding,
    tls: tls === undefined ? undefined : await tlsDialOptions(tls),
    credentials: await readCredentials(options, terminal),
    timeoutMs: options.timeout,
    outcomes: undefined,
    campaign: options.campaign,
    signal: terminal.interrupted,
  };
  await mustBeThere(base);
  using reporter = new Lab(base);
  const source =
    options.makeOutcomes === undefined
      ? undefined
      : outcomeSource(options.makeOutcomes, {
          token: await readToken(options, terminal),
          signal: terminal.interrupted,
          open: () => reporter.open(),
        });
  await using outcomes = source;
  const missing = missingAt(base, options, outcomes?.makesAny);
  const results = runChecks<Lab>({
    checks,
    unchecked: options.only === undefined ? uncheckedOf(endpointChecks) : [],
    notVisible: notVisibleAtEndpoint,
    claims,
    missing,
    lab: () => new Lab({ ...base, outcomes }),
    signal: terminal.interrupted,
  });
  return await reportResults(results, { ...options, name: `sdmp conformance ${address}` }, terminal);
}

/** An endpoint that is not there fails nothing: it was not checked. */
async function mustBeThere({ endpoint, tls, timeoutMs, signal }: LabParts): Promise<void> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const reached = await reach(endpoint, tls, limit, timeoutMs);
  if ('step' in reached) throw new NotChecked(`Nothing was checked: ${reached.step.found}`);
  reached.socket.destroy();
}

function missingAt(
  { tls, credentials }: LabParts,
  { makeOutcomes }: ConformanceOptions,
  makesAny: boolean | undefined,
): (need: Need) => string | undefined {
  const why: Readonly<Record<Need, string | undefined>> = {
    outcomes: makesAny === undefined ? 'needs outcomes: give --make-outcomes' : undefined,
    'any outcome':
      makesAny === true ? undefined : 'needs outcomes of any kind: give --make-outcomes with a command or a URL',
    reports: makeOutcomes === reportsWord ? undefined : 'needs an endpoint that takes reports: --make-outcomes reports',
    login: credentials === undefined ? 'needs --user and --password-file' : undefined,
    TLS: tls === undefined ? 'needs --tls' : undefined,
  };
  return (need) => why[need];
}
