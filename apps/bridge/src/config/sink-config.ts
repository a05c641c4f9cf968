import { z } from 'zod';
import { isReceiver, type Receiver } from '../sinks/kinds/sink-kind.ts';
import { sinkKinds } from '../sinks/kinds/sink-kinds.ts';
import { flag, oneOf, text } from './field.ts';
import { duration } from './units.ts';
import { wireText } from './wire-value.ts';

const filterShape = {
  tenant: wireText('tenantDescriptor').optional().describe('Only outcomes of this tenant. Default: all.'),
  campaign: wireText('campaignName').optional().describe('Only outcomes of this campaign. Default: all.'),
  success: flag.prefault(true).describe('Whether successes are wanted. Default true.'),
  failure: flag.prefault(true).describe('Whether failures are wanted. Default true.'),
} as const;

const retryShape = {
  first: duration
    .prefault('500ms')
    .describe('Wait before the first retry; each further one doubles it. Default 500ms.'),
  longest: duration.prefault('5m').describe('The longest wait. Default 5m.'),
} as const;

const nameShape = {
  name: text('1 to 64 letters, digits, dots, - or _', (value) => /^[\w.-]{1,64}$/.test(value)).describe(
    'Names the sink in logs, metrics, and its place in the journal. Unique. A new name begins anew.',
  ),
} as const;

const commonShape = {
  filter: z.strictObject(filterShape).prefault({}).describe('Which outcomes are wanted. Default: all.'),
  retry: z.strictObject(retryShape).prefault({}).describe('How often a delivery that failed is tried again.'),
  wait: duration.prefault('200ms').describe('How long a batch may wait to get fuller. Default 200ms.'),
  start: oneOf(['beginning', 'now'])
    .prefault('beginning')
    .describe('Where a sink with a new name begins: at the oldest outcome held, or at the next. Default beginning.'),
} as const;

const dataShape = {
  data: oneOf(['columns', 'columnsThatFit', 'recorded'])
    .prefault('columns')
    .describe(
      'With a schema of data (data, dataFile). columns: they go through it, and outcomes that break it are dead letters; columnsThatFit: those go out with what fits; recorded: data go out as recorded, unchecked. Default columns.',
    ),
} as const;

const kindShape = Object.fromEntries(sinkKinds.map(({ name, schema }) => [name, schema]));
const kindNames = sinkKinds.map(({ name }) => name);

export const sinkShape = { ...nameShape, ...kindShape, ...commonShape, ...dataShape };

/** The groups of keys in a sink, by the name of the group. */
export const sinkSections: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = Object.assign(
  {},
  ...sinkKinds.map(({ sections }) => sections),
  { filter: filterShape, retry: retryShape },
);

const raw = z.strictObject(sinkShape);
const common = z.object({ ...nameShape, ...commonShape, ...dataShape });

export interface SinkConfig extends z.output<typeof common> {
  readonly receiver: Receiver;
}

export const sinkSchema = raw.transform((sink, context): SinkConfig => {
  const problem = (path: string[], message: string): void => {
    context.addIssue({ code: 'custom', path, message, input: sink });
  };
  const [receiver, second] = Object.values<unknown>(sink).filter(isReceiver);
  const { name, filter, retry, wait, start, data } = sink;
  if (receiver === undefined) {
    problem([], `needs one of ${kindNames.join(', ')}: where outcomes go`);
    return z.NEVER;
  }
  if (second !== undefined) problem([second.kind], `cannot stand beside ${receiver.kind}: write two sinks`);
  if (!filter.success && !filter.failure)
    problem(['filter', 'failure'], 'and success cannot both be false: nothing would be left');
  if (retry.first > retry.longest) problem(['retry', 'first'], 'must not be longer than retry.longest');
  return { name, filter, retry, wait, start, data, receiver };
});
