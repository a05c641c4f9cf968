import { answerOf, messages as catalogue } from './catalogue.ts';
import type { MessageDefinition } from './define-message.ts';
import type { messages } from './messages/index.ts';

/** Every message of the catalogue, as a union of its definitions. */
export type KnownMessage = (typeof messages)[number];

type PlaceOf<Definition extends MessageDefinition> =
  `${Definition['service']}:${Definition['interface']}:${Definition['direction']}:${Definition['code']}`;

type ByPlace = { readonly [Definition in KnownMessage as PlaceOf<Definition>]: Definition };
type ByLongName = { readonly [Definition in KnownMessage as Definition['name']]: Definition };

/** Service, interface, direction and code, which together are unique: `CG:MA:toDialer:EO`. */
export type MessagePlace = keyof ByPlace;

type IsUnion<Part, Whole = Part> = Part extends unknown ? ([Whole] extends [Part] ? false : true) : never;

/** Long name of a message that no other message has: `EnumerateOutcomes`. */
export type UniqueMessageName = {
  [Name in keyof ByLongName]: true extends IsUnion<PlaceOf<ByLongName[Name]>> ? never : Name;
}[keyof ByLongName];

/** Name of a message for look-up: its place, or its long name if unique. */
export type MessageName = MessagePlace | UniqueMessageName;

/** Type of the definition with a place or unique long name: `MessageNamed<'CG:MA:toDialer:EO'>`. */
export type MessageNamed<Name extends MessageName> = Name extends MessagePlace
  ? ByPlace[Name]
  : Name extends keyof ByLongName
    ? ByLongName[Name]
    : never;

/** Type of the definition that answers a request; `undefined` if only MV or ER does. */
export type AnswerOf<Request extends MessageDefinition> = MessageDefinition extends Request
  ? MessageDefinition | undefined
  : Request extends { readonly answeredBy: { readonly code: infer Code } }
    ? Extract<
        KnownMessage,
        { service: Request['service']; interface: Request['interface']; direction: 'fromDialer'; code: Code }
      >
    : undefined;

const byName = new Map<string, MessageDefinition>();
const repeated = new Set<string>();
for (const definition of catalogue) {
  const { service, interface: layer, direction, code, name } = definition;
  byName.set(`${service}:${layer}:${direction}:${code}`, definition);
  if (byName.has(name)) repeated.add(name);
  byName.set(name, definition);
}
for (const name of repeated) byName.delete(name);

/** Returns whether a text is the name of a message: `CG:MA:toDialer:EO`, or `EnumerateOutcomes`. */
export function isMessageName(name: string): name is MessageName {
  return byName.has(name);
}

/** Returns the definition with a place or unique long name. An unknown name is a compile error. */
export function messageNamed<Name extends MessageName>(name: Name): MessageNamed<Name> {
  const definition = byName.get(name);
  if (definition === undefined) throw new RangeError(`no message, or several, are named ${name}`);
  return definition as MessageNamed<Name>;
}

/** Returns the message with which the dialer answers a request, as `answerOf` does, with its own type. */
export function typedAnswerOf<Request extends MessageDefinition>(request: Request): AnswerOf<Request> {
  return answerOf(request) as AnswerOf<Request>;
}
