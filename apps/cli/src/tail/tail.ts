import type { Enumeration } from '@sdmp/protocol';
import { type OutcomesRequest, connect } from '@sdmp/runtime/client';
import { type Terminal, describeError, say } from '@sdmp/terminal';
import { InvalidArgumentError } from 'commander';
import { clientOptions, type SubscriberOptions } from '../client-options.ts';
import { type ReadCredentials, readCredentials } from '../credentials-option.ts';
import { timeLimited } from '../time-limit.ts';
import { enumerate, enumeratedLine, enumerationFields } from './enumeration.ts';
import { type CsvOptions, type TailFormat, outcomeFormat } from './outcome-format.ts';
import { printLines } from './print-lines.ts';
import { Progress } from './progress.ts';
import { Summary } from './summary.ts';
import type { WordsOfRules } from './words-of-rules.ts';

export interface TailOptions extends SubscriberOptions, CsvOptions {
  readonly campaign?: string;
  readonly tenant?: string;
  readonly success?: true;
  readonly failure?: true;
  readonly persist?: string;
  readonly rate?: number;
  readonly tx?: string;
  readonly enumerate?: Enumeration;
  readonly param?: readonly string[];
  readonly count?: number;
  readonly for?: number;
  readonly format?: TailFormat;
  /** A file of rules. */
  readonly rules?: string;
  readonly quiet?: true;
}

/**
 * Subscribes and prints until the count, the time or an interruption, and says at the end what that was. Rejects when the service
 * refuses, and with `CONNECT_FAILED` when it ended before the service had accepted the request.
 */
export async function tail(address: string, options: TailOptions, terminal: Terminal): Promise<void> {
  const formatName = options.format ?? (terminal.isInteractive ? 'pretty' : 'json');
  const words = options.rules === undefined ? undefined : await wordsOf(options.rules);
  const format = outcomeFormat(formatName, terminal, { ...options, words });
  const credentials = await readCredentials(options, terminal);
  const client = checked(() => {
    // A raw frame is to be as the service sends it to anyone.
    const places = formatName !== 'frames';
    return connect({ ...clientOptions(address, options, credentials, terminal), places });
  });
  const tell = options.quiet === true ? (): void => undefined : (line: string): void => say(terminal, line);
  const progress = new Progress(tell);
  const summary = new Summary();
  const following = progress.follow(client);
  try {
    const signal = timeLimited(terminal.interrupted, options.for);
    const printing = { count: options.count, signal };
    const enumeration = options.enumerate;
    if (enumeration !== undefined) {
      const request = {
        ...commonRequest(options, credentials),
        ...enumerationFields(enumeration, options.param ?? []),
      };
      const subscription = checked(() => enumerate(client, enumeration, request));
      const write = (lines: string): Promise<void> => terminal.output.write(lines);
      await printLines(subscription, {
        ...printing,
        write,
        line: enumeratedLine(enumeration),
        onPrinted: ({ length }) => summary.addMessages(length),
      });
    } else {
      const subscription = checked(() => client.outcomes(requestOf(options, credentials)));
      if (format.header !== '') await format.write(format.header);
      await printLines(subscription, { ...printing, ...format, onPrinted: (items) => summary.addOutcomes(items) });
    }
    progress.demandAccepted(address);
    tell(summary.line(progress));
  } finally {
    await client.close();
    await following;
  }
}

/** What reads rules is loaded only where there are some. */
async function wordsOf(path: string): Promise<WordsOfRules> {
  const { readWords } = await import('./words-of-rules.ts');
  return readWords(path);
}

function requestOf(options: TailOptions, credentials: ReadCredentials | undefined): OutcomesRequest {
  return {
    ...commonRequest(options, credentials),
    ...(options.success === undefined ? {} : { successOutcomes: true }),
    ...(options.failure === undefined ? {} : { failureOutcomes: true }),
  };
}

/** What every subscription may hold. A user's own tenant is what they get anyway; the landlord's would be no filter. */
function commonRequest(
  { campaign, tenant, persist, rate, tx }: TailOptions,
  credentials: ReadCredentials | undefined,
): OutcomesRequest {
  return {
    ...(campaign === undefined ? {} : { campaignName: campaign }),
    ...(tenant === undefined || tenant === credentials?.tenantDescriptor ? {} : { tenantDescriptor: tenant }),
    ...(persist === undefined ? {} : { persistToken: persist }),
    ...(rate === undefined ? {} : { rateControl: rate }),
    ...(tx === undefined ? {} : { transactionIdentifier: tx }),
  };
}

/** What is wrong with a request before anything was sent is wrong with the words of the command line. */
function checked<Result>(subscribe: () => Result): Result {
  try {
    return subscribe();
  } catch (error) {
    throw new InvalidArgumentError(describeError(error));
  }
}
