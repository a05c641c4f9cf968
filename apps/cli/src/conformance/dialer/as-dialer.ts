import { say, type Endpoint, type ExitCode, formatEndpoint, type Terminal } from '@sdmp/terminal';
import type { RequirementId } from '@sdmp/requirements';
import { chosenEncoding, type EncodingOptions } from '../../encoding-option.ts';
import { type Check, checkId } from '../check.ts';
import { chosenChecks, reportResults, type ReportOptions } from '../report-results.ts';
import type { Result } from '../result.ts';
import { runChecks } from '../run-checks.ts';
import { ClientProcess } from './client-process.ts';
import { DialerListener } from './dialer-listener.ts';
import { notVisibleOfClient, situations } from './situations.ts';
import { Stage } from './stage.ts';

export interface AsDialerOptions extends EncodingOptions, ReportOptions {
  readonly listen: Endpoint;
  readonly client?: string;
  readonly timeout: number;
  readonly silence: number;
}

const ofClientAlone = Object.keys(notVisibleOfClient) as readonly RequirementId[];

/** Plays a dialer, with its faults, to a client, and reports whether the client behaves. */
export async function checkClient(options: AsDialerOptions, terminal: Terminal): Promise<ExitCode> {
  const { checks, claims } = await chosenChecks(situations, notVisibleOfClient, options);
  const { listen, client: command, timeout: timeoutMs, silence: silenceMs } = options;
  const { interrupted: signal } = terminal;
  await using listener = new DialerListener();
  const port = await listener.listen(listen);
  say(terminal, `listening on ${formatEndpoint({ ...listen, port })}`);
  let client: ClientProcess | undefined;
  const lab = (check: Check<Stage>): Stage => {
    if (command === undefined) say(terminal, `waiting for the client: ${checkId(check)}`);
    else client = new ClientProcess(command, { host: listen.host, port });
    return new Stage({ listener, client, encoding: chosenEncoding(options), timeoutMs, silenceMs, signal });
  };
  const results = runChecks<Stage>({
    checks,
    unchecked: options.only === undefined ? ofClientAlone : [],
    notVisible: notVisibleOfClient,
    claims,
    missing: () => undefined,
    lab,
    signal,
  });
  const ended = async function* (): AsyncGenerator<Result> {
    try {
      for await (const result of results) {
        await client?.kill();
        listener.closeAll();
        yield result;
      }
    } finally {
      await client?.kill();
    }
  };
  return await reportResults(ended(), { ...options, name: 'sdmp conformance --as-dialer' }, terminal);
}
