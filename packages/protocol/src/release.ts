import { CompiledMessage } from './compiled-message.ts';
import type { Direction, MessageDefinition } from './define-message.ts';
import { messages } from './messages/index.ts';
import { compareVersions, parseVersion, type Version } from './version.ts';

/** Where a message stands, as far as its frame says: service and interface are null in SDMP 1. */
export interface MessageAddress {
  readonly service: string | null;
  readonly interface: string | null;
  readonly code: string;
}

/** The catalogue as of one product release. */
export interface Release {
  /** As it was asked for, for example `10.6.660`. */
  readonly name: string;
  /** Whether this release is `since` or later. */
  readonly includes: (since: string) => boolean;
  /** Every message that fits the address, in catalogue order; codes are not unique. */
  readonly candidates: (address: MessageAddress, direction?: Direction) => readonly CompiledMessage[];
  /** The message itself; undefined when this release does not know it. */
  readonly message: (definition: MessageDefinition) => CompiledMessage | undefined;
}

const catalogue: readonly MessageDefinition[] = messages;

function sinceValues(): readonly string[] {
  const values = catalogue.flatMap((message) => [
    message.since,
    ...message.parameters.map((parameter) => parameter.since),
  ]);
  return values.filter((value) => value !== undefined);
}

/** Every release that the catalogue has a fact about, oldest first. Those between them are known by their numbers. */
export const knownReleases: readonly string[] = [...new Set(sinceValues())].toSorted((left, right) =>
  compareVersions(parseVersion(left), parseVersion(right)),
);

/** The newest release that the catalogue has a fact about. */
export const newestRelease: string = knownReleases.at(-1) ?? '0.0';

/** Names may come from outside; of more than this many the one unused for longest is forgotten. */
const maxKnown = 64;
/** Least recently used first. */
const known = new Map<string, Release>();

/**
 * The catalogue as of a release: what came later is not in it. A release between two known ones is ordered by its
 * numbers. Throws `RELEASE_UNKNOWN` when the text is no version. Default: the newest release known.
 */
export function release(name: string = newestRelease): Release {
  const found = known.get(name) ?? makeRelease(name, parseVersion(name));
  known.delete(name);
  known.set(name, found);
  if (known.size > maxKnown) known.delete(known.keys().next().value ?? '');
  return found;
}

function makeRelease(name: string, version: Version): Release {
  const includes = (since: string): boolean => compareVersions(parseVersion(since), version) <= 0;
  const byCode = new Map<string, CompiledMessage[]>();
  const compiled = new Map<MessageDefinition, CompiledMessage>();
  for (const definition of catalogue) {
    if (definition.since !== undefined && !includes(definition.since)) continue;
    const message = new CompiledMessage(definition, name, version);
    compiled.set(definition, message);
    for (const code of [definition.code, ...(definition.aliases ?? [])]) {
      const sameCode = byCode.get(code) ?? [];
      sameCode.push(message);
      byCode.set(code, sameCode);
    }
  }
  return {
    name,
    includes,
    candidates: (address, direction) =>
      (byCode.get(address.code) ?? []).filter(
        ({ definition }) =>
          (address.service === null || address.service === definition.service) &&
          (address.interface === null || address.interface === definition.interface) &&
          (direction === undefined || direction === definition.direction),
      ),
    message: (definition) => compiled.get(definition),
  };
}
