import type { CompiledMessage, WireFields } from './compiled-message.ts';
import type { Direction } from './define-message.ts';
import type { Problem } from './problem.ts';
import type { MessageAddress, Release } from './release.ts';
import type { Segments } from './segments.ts';

/** Result of `identify`: the message that a frame is, and what is wrong with it. */
export interface Identified {
  /** Undefined if the release has no such message. */
  readonly message: CompiledMessage | undefined;
  /** What is wrong with the message. Empty when it is valid. */
  readonly problems: readonly Problem[];
}

/** The interface preferred for frames without service and interface, because codes are not unique. */
const preferredInterface = 'MA';

/** Rank of a candidate, lower is better. A message known by name only accepts any parameter, so it ranks after others. */
function rank({ definition }: CompiledMessage, problemCount: number): readonly [number, number, number] {
  return [
    problemCount,
    definition.completeness === 'namedOnly' ? 1 : 0,
    definition.interface === preferredInterface ? 0 : 1,
  ];
}

function isBetter(left: readonly number[], right: readonly number[]): boolean {
  const differing = left.findIndex((value, index) => value !== right[index]);
  return differing >= 0 && (left[differing] ?? 0) < (right[differing] ?? 0);
}

/**
 * Identifies the message of a frame. Of several with the same code it chooses the one with the fewest problems, then one whose
 * parameters are known, then that of the management interface, then the first in catalogue order.
 */
export function identify(
  release: Release,
  address: MessageAddress,
  fields: WireFields | Segments,
  direction?: Direction,
): Identified {
  const candidates = release.candidates(address, direction);
  const [first] = candidates;
  if (first === undefined) {
    return { message: undefined, problems: [{ rule: 'unknownMessage', message: unknownText(release, address) }] };
  }
  let best = { message: first, problems: first.check(fields) };
  for (const message of candidates.slice(1)) {
    const problems = message.check(fields);
    if (isBetter(rank(message, problems.length), rank(best.message, best.problems.length)))
      best = { message, problems };
  }
  return best;
}

function unknownText(release: Release, { service, interface: layer, code }: MessageAddress): string {
  const place = service === null ? '' : ` on ${service}:${layer ?? ''}`;
  return `${release.name} has no message '${code.slice(0, 8)}'${place}`;
}
