import type { CompiledMessage, WireFields } from './compiled-message.ts';
import type { Direction } from './define-message.ts';
import type { Problem } from './problem.ts';
import type { MessageAddress, Release } from './release.ts';

export interface Identified {
  /** Undefined when the release knows no message of that code there. */
  readonly message: CompiledMessage | undefined;
  readonly problems: readonly Problem[];
}

/** Codes are not unique: where a frame does not say its place, the interface this project lives on goes first. */
const preferredInterface = 'MA';

/**
 * Which message a frame is. Of several with the same code the one with the fewest problems is taken; at a tie the one of
 * the management interface, then the first in catalogue order.
 */
export function identify(
  release: Release,
  address: MessageAddress,
  fields: WireFields,
  direction?: Direction,
): Identified {
  let best: Identified | undefined;
  for (const message of release.candidates(address, direction)) {
    const problems = message.check(fields);
    const isBetter =
      best === undefined ||
      problems.length < best.problems.length ||
      (problems.length === best.problems.length &&
        message.definition.interface === preferredInterface &&
        best.message?.definition.interface !== preferredInterface);
    if (isBetter) best = { message, problems };
  }
  return best ?? { message: undefined, problems: [{ rule: 'unknownMessage', message: unknownText(release, address) }] };
}

function unknownText(release: Release, { service, interface: layer, code }: MessageAddress): string {
  const place = service === null ? '' : ` on ${service}:${layer ?? ''}`;
  return `${release.name} has no message '${code.slice(0, 8)}'${place}`;
}
