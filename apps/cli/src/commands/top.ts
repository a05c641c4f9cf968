import type { ExitCode, Terminal } from '@sdmp/terminal';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { clientOptions, type SubscriberOptions } from '../client-options.ts';
import type { CommandContext } from '../command-module.ts';
import { chooseTarget } from '../contexts/choose-target.ts';
import { addCredentialsOptions, readCredentials } from '../credentials-option.ts';
import { addEncodingOptions } from '../encoding-option.ts';
import { parseDuration, parseUrl, wholeNumberBetween } from '../parse/arguments.ts';
import { timeLimited } from '../time-limit.ts';
import { addTlsOptions, refuseTlsOptions } from '../tls-option.ts';
import { addTokenOption, isHttpTarget, readToken, type TokenOptions } from '../token-option.ts';
import { bridgeSource } from '../top/bridge/bridge-source.ts';
import { MetricsReader } from '../top/service/service-metrics.ts';
import { serviceSource } from '../top/service/service-source.ts';
import { printFrames, runScreen } from '../top/top.ts';
import type { TopSource } from '../top/view.ts';

interface TopCommandOptions extends SubscriberOptions, TokenOptions {
  readonly interval: number;
  readonly once?: true;
  readonly count?: number;
  readonly for?: number;
  readonly metrics?: URL;
  readonly campaign?: string;
}

const usualIntervalMs = 1000;

const help = `
Of a bridge: dialers, sinks, subscribers, their rates, backlogs and how long these take, and what went wrong. Of a service: the link,
and the outcomes of each campaign as they arrive (it subscribes without a token, so nothing is taken from anyone); with the metrics of
'sdmp serve' also its subscriptions and their backlogs. Data that is not of now is marked as STALE.

Keys: q quit, p pause, s sort, up and down scroll, h help. On an output that is no terminal, plain frames are printed: one, or --count.
TLS of a bridge: NODE_EXTRA_CA_CERTS names further authorities.

Examples:
  sdmp top dialer.example:6502
  sdmp top 127.0.0.1:6502 --metrics http://127.0.0.1:9465/metrics
  sdmp top http://127.0.0.1:8080
  sdmp top https://bridge.example --token-file token.txt --once`;

export function configure(command: Command, { terminal, finish }: CommandContext): void {
  addCredentialsOptions(
    addTlsOptions(
      addEncodingOptions(
        addTokenOption(
          command.argument('[target]', 'HOST:PORT of a service, http:// of a bridge, or a saved endpoint'),
        ),
      ),
    ),
  )
    .addOption(
      new Option('--interval <duration>', 'time between two readings')
        .argParser(parseDuration)
        .default(usualIntervalMs, '1s'),
    )
    .option('--once', 'print one frame and end')
    .option('--count <n>', 'print this number of frames and end', wholeNumberBetween(1))
    .option('--for <duration>', 'end after that time, such as 10s', parseDuration)
    .option('--metrics <url>', "where 'sdmp serve' offers its metrics", parseUrl)
    .option('--tenant <name>', 'of a service: only this tenant')
    .option('--campaign <name>', 'of a service: only this campaign')
    .addHelpText('after', help)
    .action(async (word: string | undefined, given: TopCommandOptions) => {
      const { address, options } = await chooseTarget(word, given, terminal);
      finish(await top(address, options, terminal));
    });
}

async function top(target: string, options: TopCommandOptions, terminal: Terminal): Promise<ExitCode> {
  const { once, count, interval: intervalMs } = options;
  const source = await sourceOf(target, options, terminal);
  const frames = once === true ? 1 : count;
  const signal = timeLimited(terminal.interrupted, options.for);
  const run = { target, source, intervalMs, frames, signal };
  try {
    const isPlain = frames !== undefined || !terminal.isInteractive || terminal.environment['TERM'] === 'dumb';
    if (isPlain) return await printFrames(run, terminal);
    await runScreen(run, terminal);
    return 0;
  } finally {
    await source.close();
  }
}

async function sourceOf(target: string, options: TopCommandOptions, terminal: Terminal): Promise<TopSource> {
  const { metrics, campaign, tenant } = options;
  const token = await readToken(options, terminal);
  if (isHttpTarget(target)) {
    if (metrics !== undefined)
      throw new InvalidArgumentError('--metrics is for a service: a bridge tells everything itself');
    refuseTlsOptions(options);
    return bridgeSource({ url: parseUrl(target), token });
  }
  const credentials = await readCredentials(options, terminal);
  return serviceSource({
    title: target,
    client: clientOptions(target, options, credentials, terminal),
    request: {
      ...(campaign === undefined ? {} : { campaignName: campaign }),
      ...(tenant === undefined || tenant === credentials?.tenantDescriptor ? {} : { tenantDescriptor: tenant }),
    },
    metrics: metrics === undefined ? undefined : new MetricsReader(metrics, token),
  });
}
