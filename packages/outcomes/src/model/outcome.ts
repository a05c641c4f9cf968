import { type Message, textDigest } from '@sdmp/codec';
import { type Place, parsePlace, parseRevision, reasonOf, type Revision } from '@sdmp/protocol';
import {
  type OutcomeKey,
  type OutcomePlace,
  outcomeId,
  outcomeKeys,
  parseOutcomeId,
  placeKey,
  revisionKey,
} from './outcome-id.ts';
import { type OutcomeJson, otherFields, outcomeJson } from '../json/outcome-json.ts';
import type { CodeAndValue } from './outcome-fields.ts';
import type { OutcomeValues } from './outcome-values.ts';
import { MessageSource, type OutcomeOrigin, type OutcomeSource } from './outcome-source.ts';
import { defaultSuccessRule } from './outcome-class.ts';

/** Dates end here; a peer may send anything. */
const lastTime = 8.64e15;

function placeIn(value: string | undefined, journal: string | undefined): Place | undefined {
  const place = value === undefined ? undefined : parsePlace(value, journal);
  return place && dated(place);
}

function dated(place: Place): Place | undefined {
  return place.time > lastTime ? undefined : place;
}

/** Node's name of the method that `console.log` and `util.inspect` call. */
const inspected = Symbol.for('nodejs.util.inspect.custom');

/** Parameters that are not of the call: where and to whom it was delivered. */
const ofDelivery: ReadonlySet<string> = new Set([outcomeKeys.transactionIdentifier.code, placeKey.code]);

/**
 * The outcome of a call: an OZ under the catalogue's long names (OZ-2, OZ-3, OZ-6).
 *
 * Making one costs next to nothing: each getter reads from the message when it is called.
 */
export class Outcome implements OutcomeValues {
  readonly #source: OutcomeSource;
  readonly #at: number;
  #message: Message | undefined;
  /** Null before the message has been asked. */
  #place: Place | undefined | null;

  constructor(message: Message, origin: OutcomeOrigin);
  /** The outcome number `at` of a source. */
  constructor(source: OutcomeSource, at: number);
  constructor(from: Message | OutcomeSource, more: OutcomeOrigin | number) {
    // The overloads say which goes with which.
    if (typeof more === 'number') {
      this.#source = from as OutcomeSource;
      this.#at = more;
    } else {
      this.#source = new MessageSource(from as Message, more);
      this.#at = 0;
    }
    this.#message = undefined;
    this.#place = null;
  }

  /** The OZ as it was read: codes and values in order, repeats included. */
  get message(): Message {
    this.#message ??= this.#source.messageAt(this.#at);
    return this.#message;
  }

  /** The outcome's place in the journal, stable for ever; undefined when the service gave none. */
  get id(): string | undefined {
    const place = this.#placeInMessage;
    return place === undefined ? this.#source.id : outcomeId(place);
  }

  /**
   * A key that is always there, for keeping each outcome once: the `id`, or for a dialer that gives no places `content-` and a
   * digest of all parameters but TX. The same OZ sent again has the same key; two calls have one key only when the dialer
   * says the same of both, their session included.
   */
  get key(): string {
    return this.id ?? `content-${textDigest(this.#content)}`;
  }

  /** What its id says: the journal, and the position in it. */
  get place(): OutcomePlace | undefined {
    const { id } = this.#source;
    return this.#placeInMessage ?? (id === undefined ? undefined : parseOutcomeId(id));
  }

  /** When it was recorded, or where that is unknown received, Unix milliseconds. */
  get time(): number {
    return this.#placeInMessage?.time ?? this.#source.time;
  }

  get #placeInMessage(): Place | undefined {
    if (this.#place === null) {
      const known = this.#source.placeAt?.(this.#at);
      this.#place = known === undefined ? placeIn(this.#value(placeKey), this.#source.journal) : dated(known);
    }
    return this.#place;
  }

  get tenantDescriptor(): string | undefined {
    return this.#value(outcomeKeys.tenantDescriptor);
  }

  get campaignName(): string | undefined {
    return this.#value(outcomeKeys.campaignName);
  }

  get sessionIdentifier(): string | undefined {
    return this.#value(outcomeKeys.sessionIdentifier);
  }

  get telephoneNumber(): string | undefined {
    return this.#value(outcomeKeys.telephoneNumber);
  }

  /** Absent when no agent took part (OZ-2). */
  get agentIdentifier(): string | undefined {
    return this.#value(outcomeKeys.agentIdentifier);
  }

  get agentAlternativeIdentifier(): string | undefined {
    return this.#value(outcomeKeys.agentAlternativeIdentifier);
  }

  /** The switch's result, RE; undefined when absent, empty or no whole number. */
  get reason(): number | undefined {
    return this.#source.numberAt(this.#at, outcomeKeys.reason);
  }

  /** What the catalogue calls the reason; undefined for reasons it does not know. */
  get reasonName(): string | undefined {
    const { reason } = this;
    return reason === undefined ? undefined : reasonOf(reason)?.name;
  }

  /** The agent's result, AO; undefined when absent, empty or no whole number. */
  get agentOutcome(): number | undefined {
    return this.#source.numberAt(this.#at, outcomeKeys.agentOutcome);
  }

  /** Raw network cause, IR. */
  get rawCause(): number | undefined {
    return this.#source.numberAt(this.#at, outcomeKeys.rawCause);
  }

  /** Whether the agent declined the preview call (OZ-3). */
  get dontDial(): boolean {
    return this.#value(outcomeKeys.dontDial) !== undefined;
  }

  /** What the success rule says (OZ-4). */
  get success(): boolean {
    return (this.#source.isSuccess ?? defaultSuccessRule)(this.reason, this.agentOutcome);
  }

  /** What it corrects, where it is a correction of an earlier outcome of the call; undefined for the outcome itself. */
  get corrected(): Revision | undefined {
    const value = this.#value(revisionKey);
    const corrected = value === undefined ? undefined : parseRevision(value);
    return corrected !== undefined && corrected.time <= lastTime ? corrected : undefined;
  }

  /** Line-of-business data as on the wire; '' when DT is there and empty, undefined when it is not there. */
  get data(): string | undefined {
    return this.#value(outcomeKeys.data);
  }

  /** Parameters without a long name, repeats after the first, and numbers that are none, in wire order (OZ-6). */
  get other(): readonly CodeAndValue[] {
    return otherFields(this.message.fields);
  }

  /** TX of the subscription that delivered it. */
  get transactionIdentifier(): string | undefined {
    return this.#value(outcomeKeys.transactionIdentifier);
  }

  /** The raw frame without its terminator (OZ-6). */
  get frame(): string {
    return this.#source.frameAt(this.#at);
  }

  /** Returns the plain form, which can be spread, compared and cloned. `structuredClone` cannot see into an outcome itself. */
  toJSON(): OutcomeJson {
    return outcomeJson(this);
  }

  /** Differs for outcomes whose plain forms differ, so that test runners, which cannot see private state, tell them apart. */
  get [Symbol.toStringTag](): string {
    return `Outcome ${textDigest(JSON.stringify(this))}`;
  }

  /** Shows the plain form in `console.log` and `util.inspect`, with all personal data. */
  [inspected](depth: number, options: object, inspect: (value: unknown, options: object) => string): string {
    return depth < 0 ? '[Outcome]' : `Outcome ${inspect(this.toJSON(), options)}`;
  }

  get #content(): string {
    const ofCall = this.message.entries().filter(([code]) => !ofDelivery.has(code));
    return JSON.stringify(ofCall);
  }

  #value(key: OutcomeKey): string | undefined {
    return this.#source.valueAt(this.#at, key);
  }
}
