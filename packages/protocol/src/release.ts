import { CompiledMessage } from './compiled-message.ts';
import type { Direction, MessageDefinition } from './define-message.ts';
import { newestRelease } from './known-releases.ts';
import { messages } from './messages/index.ts';
import { compareVersions, parseVersion, type Version } from './version.ts';

/** Address of a message in its frame. Service and interface are null in SDMP 1. */
export interface MessageAddress {
  readonly service: string | null;
  readonly interface: string | null;
  readonly code: string;
}

/** The catalogue as of one product release. */
export interface Release {
  /** Name as given to `release`, for example `10.6.660`. */
  readonly name: string;
  /** Whether this release is `since` or later. */
  readonly includes: (since: string) => boolean;
  /** Returns every message that matches the address, in catalogue order; codes are not unique. */
  readonly candidates: (address: MessageAddress, direction?: Direction) => readonly CompiledMessage[];
  /** Returns the message in this release, or undefined if the release does not have it. */
  readonly message: (definition: MessageDefinition) => CompiledMessage | undefined;
}

const catalogue: readonly MessageDefinition[] = messages;

/** Maximum number of cached releases, because names may come from outside; the least recently used is removed. */
const maxCached = 64;
/** Least recently used first. */
const cache = new Map<string, Release>();

/**
 * Returns the catalogue as of a release, without later additions. A release between two known ones is ordered by number.
 * Default: the newest known release. Throws `RELEASE_UNKNOWN` if the text is not a version.
 */
export function release(name: string = newestRelease): Release {
  const found = cache.get(name) ?? makeRelease(name, parseVersion(name));
  cache.delete(name);
  cache.set(name, found);
  if (cache.size > maxCached) cache.delete(cache.keys().next().value ?? '');
  return found;
}

/** Every message by its codes, in catalogue order. */
const definitionsByCode = new Map<string, MessageDefinition[]>();
for (const definition of catalogue) {
  for (const code of [definition.code, ...(definition.aliases ?? [])]) {
    const sameCode = definitionsByCode.get(code);
    if (sameCode === undefined) definitionsByCode.set(code, [definition]);
    else sameCode.push(definition);
  }
}

const known: ReadonlySet<MessageDefinition> = new Set(catalogue);
const none: readonly CompiledMessage[] = [];

/** A message is compiled when it is first asked for: a program uses a few, and starts with none. */
function makeRelease(name: string, version: Version): Release {
  const includes = (since: string): boolean => compareVersions(parseVersion(since), version) <= 0;
  const byCode = new Map<string, readonly CompiledMessage[]>();
  const compiled = new Map<MessageDefinition, CompiledMessage>();
  const message = (definition: MessageDefinition): CompiledMessage | undefined => {
    const found = compiled.get(definition);
    if (found !== undefined) return found;
    if (!known.has(definition) || (definition.since !== undefined && !includes(definition.since))) return undefined;
    const made = new CompiledMessage(definition, name, version);
    compiled.set(definition, made);
    return made;
  };
  const withCode = (code: string): readonly CompiledMessage[] => {
    const found = byCode.get(code);
    if (found !== undefined) return found;
    const definitions = definitionsByCode.get(code);
    // A code of no message may be any text of a peer: it is not kept.
    if (definitions === undefined) return none;
    const made = definitions.map(message).filter((each) => each !== undefined);
    byCode.set(code, made);
    return made;
  };
  return {
    name,
    includes,
    candidates: (address, direction) =>
      withCode(address.code).filter(
        ({ definition }) =>
          (address.service === null || address.service === definition.service) &&
          (address.interface === null || address.interface === definition.interface) &&
          (direction === undefined || direction === definition.direction),
      ),
    message,
  };
}
