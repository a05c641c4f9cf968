import type { MessageDefinition } from './define-message.ts';
import { messages } from './messages/index.ts';

/** Every message of the catalogue, as a union of its definitions. */
export type KnownMessage = (typeof messages)[number];

type PlaceOf<Definition extends MessageDefinition> =
  `${Definition['service']}:${Definition['interface']}:${Definition['direction']}:${Definition['code']}`;

type ByPlace = { readonly [Definition in KnownMessage as PlaceOf<Definition>]: Definition };
type ByLongName = { readonly [Definition in KnownMessage as Definition['name']]: Definition };

/** `CG:MA:toDialer:EO`: service, interface, direction and code, which together are unique. */
export type MessagePlace = keyof ByPlace;

type IsUnion<Part, Whole = Part> = Part extends unknown ? ([Whole] extends [Part] ? false : true) : never;

/** `EnumerateOutcomes`: the long name of a message, where no other message has it too. */
export type UniqueMessageName = {
  [Name in keyof ByLongName]: true extends IsUnion<PlaceOf<ByLongName[Name]>> ? never : Name;
}[keyof ByLongName];

/** What a message can be asked for by: its place, or its long name where that is unique. */
export type MessageName = MessagePlace | UniqueMessageName;

/** The definition of a message by its place or its unique long name: `MessageNamed<'CG:MA:toDialer:EO'>`. */
export type MessageNamed<Name extends MessageName> = Name extends MessagePlace
  ? ByPlace[Name]
  : Name extends keyof ByLongName
    ? ByLongName[Name]
    : never;

/** The definition of what answers a request; `undefined` where nothing but MV or ER does. */
export type AnswerOf<Request extends MessageDefinition> = MessageDefinition extends Request
  ? MessageDefinition | undefined
  : Request extends { readonly answeredBy: { readonly code: infer Code } }
    ? Extract<
        KnownMessage,
        { service: Request['service']; interface: Request['interface']; direction: 'fromDialer'; code: Code }
      >
    : undefined;

const catalogue: readonly MessageDefinition[] = messages;

const byName = new Map<string, MessageDefinition>();
const repeated = new Set<string>();
for (const definition of catalogue) {
  const { service, interface: layer, direction, code, name } = definition;
  byName.set(`${service}:${layer}:${direction}:${code}`, definition);
  if (byName.has(name)) repeated.add(name);
  byName.set(name, definition);
}
for (const name of repeated) byName.delete(name);

/** Whether a text names one message: `CG:MA:toDialer:EO`, or `EnumerateOutcomes`. For names from outside. */
export function isMessageName(name: string): name is MessageName {
  return byName.has(name);
}

/** A message by its place or its unique long name; one that does not exist is a compile error. */
export function messageNamed<Name extends MessageName>(name: Name): MessageNamed<Name> {
  const definition = byName.get(name);
  if (definition === undefined) throw new RangeError(`no single message is named ${name}`);
  return definition as MessageNamed<Name>;
}

/** The message with which the dialer answers a request, besides MV or ER: OZ for EO. */
export function answerOf<Request extends MessageDefinition>(request: Request): AnswerOf<Request> {
  const { answeredBy, service, interface: layer } = request;
  const found =
    answeredBy &&
    catalogue.find((candidate) => isAnswer(candidate, { service, interface: layer, code: answeredBy.code }));
  return found as AnswerOf<Request>;
}

function isAnswer(
  candidate: MessageDefinition,
  { service, interface: layer, code }: Pick<MessageDefinition, 'service' | 'interface' | 'code'>,
): boolean {
  if (candidate.direction !== 'fromDialer' || candidate.code !== code) return false;
  return candidate.service === service && candidate.interface === layer;
}
