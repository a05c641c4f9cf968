import { readDuration, readSize } from '@sdmp/terminal';
import type { Link, LinkDeath, LinkDirection } from '@sdmp/testkit';
import { z } from 'zod';

function wrong(right: string, value: unknown): string {
  return value === undefined ? `is missing: it must be ${right}` : `must be ${right}, not ${JSON.stringify(value)}`;
}

function field<Value>(right: string, read: (value: unknown) => Value | undefined): z.ZodType<Value> {
  return z.unknown().transform((value, context) => {
    const result = read(value);
    if (result !== undefined) return result;
    context.addIssue({ code: 'custom', message: wrong(right, value), input: value });
    return z.NEVER;
  });
}

/** `500ms`, `10s`, `1.5h` to milliseconds. */
export const duration = field('a time such as 500ms or 10s', (value) =>
  typeof value === 'string' ? readDuration(value) : undefined,
);

const size = field('a number of bytes such as 4096 or 16KiB', (value) =>
  typeof value === 'string' || typeof value === 'number' ? readSize(String(value)) : undefined,
);

const side = field<LinkDirection>('client or target', (value) =>
  value === 'client' || value === 'target' ? value : undefined,
);

const garbageBytes = 64;

/** The field of conditions that may be of one direction alone. */
const oneWay = { to: side.optional() };

/** What a link is made to do, as a step of a scenario says it. */
interface Condition<Shape extends z.ZodRawShape> {
  readonly summary: string;
  /** Fields besides `condition`. */
  readonly shape: Shape;
  readonly begin: (link: Link, fields: z.output<z.ZodObject<Shape>>) => void;
  /** Ends it in a direction, or in both. Absent where it happens at once. */
  readonly end?: (link: Link, towards?: LinkDirection) => Promise<void> | void;
}

function condition<Shape extends z.ZodRawShape>(definition: Condition<Shape>): Condition<Shape> {
  return definition;
}

/** Fails in one way until it is restored; both directions, or the one that is named. */
function oneWayDeath(how: LinkDeath, summary: string) {
  return condition({
    summary,
    shape: oneWay,
    begin: (link, { to }) => link.cut({ how, ...(to === undefined ? {} : { towards: to }) }),
    end: (link, towards) => link.restore(towards),
  });
}

/** Every condition by its name in scenarios and commands. */
export const conditions = {
  latency: condition({
    summary: "everything takes longer by that time, and at random up to 'jitter' more",
    shape: { by: duration, jitter: duration.optional(), ...oneWay },
    begin: (link, { by, jitter, to }) => link.delay(by, jitter, to),
    end: (link, towards) => link.delay(0, 0, towards),
  }),
  bandwidth: condition({
    summary: "'rate' bytes a second in each direction of each connection",
    shape: { rate: size, ...oneWay },
    begin: (link, { rate, to }) => link.throttle(rate, to),
    end: (link, towards) => link.throttle(undefined, towards),
  }),
  slice: condition({
    summary: "at most 'size' bytes in one piece",
    shape: { size, ...oneWay },
    begin: (link, { size: bytes, to }) => link.chunk(bytes, to),
    end: (link, towards) => link.chunk(undefined, towards),
  }),
  freeze: oneWayDeath('freeze', 'nothing arrives and nothing is lost, neither bytes nor the end of a connection'),
  'black-hole': oneWayDeath('silence', 'bytes and closes are discarded, sockets stay open'),
  'half-open': condition({
    summary:
      "as black-hole, and the target's side is reset at once, so that the client does not know; with 'to target' the reverse",
    shape: oneWay,
    begin: (link, { to = 'client' }) => link.cut({ how: 'half-open', towards: to }),
    end: (link) => link.restore(),
  }),
  refuse: condition({
    summary: 'connections are closed and new ones refused',
    shape: {},
    begin: (link) => link.cut({ how: 'close' }),
    end: (link) => link.restore(),
  }),
  'withheld-terminator': oneWayDeath(
    'withheld-terminator',
    "the frame under way reaches the client, with 'to target' the target, without its terminator",
  ),
  'half-frame': oneWayDeath(
    'half-frame',
    "half of the next frame reaches the client, with 'to target' the target, then both sides are closed",
  ),
  duplicate: condition({
    summary: 'what new connections send arrives by a second connection too',
    shape: {},
    begin: (link) => link.duplicate(),
    end: (link) => link.duplicate(false),
  }),
  reset: condition({
    summary: 'open connections are reset, once',
    shape: {},
    begin: (link) => link.end('reset'),
  }),
  close: condition({
    summary: 'open connections are closed, once',
    shape: {},
    begin: (link) => link.end('close'),
  }),
  garbage: condition({
    summary: `'bytes' random bytes (default ${garbageBytes}) 'to' client (default) or target, once`,
    shape: { bytes: size.optional(), ...oneWay },
    begin: (link, { bytes = garbageBytes, to = 'client' }) => link.inject(bytes, to),
  }),
} as const;

export type ConditionName = keyof typeof conditions;

export const conditionNames = Object.keys(conditions) as readonly ConditionName[];

export function isConditionName(name: unknown): name is ConditionName {
  return conditionNames.some((each) => each === name);
}

const bothWays: readonly LinkDirection[] = ['target', 'client'];
/** Those that are of one direction unless they say otherwise. */
const towardClients: ReadonlySet<ConditionName> = new Set(['withheld-terminator', 'half-frame']);
const deaths: ReadonlySet<ConditionName> = new Set([
  'freeze',
  'black-hole',
  'half-open',
  'refuse',
  'withheld-terminator',
  'half-frame',
]);

/** Whether one direction of a condition may end by itself. Where one side is ended, none can: the other would hear of it. */
export function mayBeOneWay(name: ConditionName): boolean {
  return name !== 'half-open' && 'to' in conditions[name].shape;
}

/** The directions that a condition is about. */
export function directionsOf(name: ConditionName, { to }: { readonly to?: unknown }): readonly LinkDirection[] {
  if (mayBeOneWay(name) && (to === 'client' || to === 'target')) return [to];
  return towardClients.has(name) ? ['client'] : bothWays;
}

/** Conditions that replace each other in a direction: a link dies in one way at a time. */
export function slotOf(name: ConditionName): string {
  return deaths.has(name) ? 'death' : name;
}
