import type { Message } from '@sdmp/codec';
import { type Place, parsePlace, placeCode, reasonOf } from '@sdmp/protocol';
import { outcomeCodes } from './outcome-fields.ts';
import { type CodeAndValue, type OutcomeJson, otherFields, outcomeJson } from './outcome-json.ts';
import { outcomeId, type OutcomePlace, parseOutcomeId } from './outcome-id.ts';
import { defaultSuccessRule, type SuccessRule } from './success-rule.ts';
import { wireNumber } from './wire-number.ts';

/** What is known of an outcome beside its message. A place in the message goes before `id` and `time`. */
export interface OutcomeOrigin {
  /** Stable id, where the outcome has a place in a journal. */
  readonly id?: string | undefined;
  /** When it was recorded, or where that is unknown received, Unix milliseconds. */
  readonly time: number;
  /** Default: RE 10 or AO present (OZ-4). */
  readonly isSuccess?: SuccessRule | undefined;
}

/** Dates end here; a peer may send anything. */
const lastTime = 8.64e15;

function placeOf(message: Message): Place | undefined {
  const value = message.get(placeCode);
  const place = value === undefined ? undefined : parsePlace(value);
  return place === undefined || place.time > lastTime ? undefined : place;
}

/**
 * The outcome of a call: an OZ under the catalogue's long names (OZ-2, OZ-3, OZ-6).
 *
 * Making one costs next to nothing: each getter reads from the message when it is called.
 */
export class Outcome {
  /** The OZ as it was read: codes and values in order, repeats included. */
  readonly message: Message;
  readonly #origin: OutcomeOrigin;
  /** Null before the message has been asked. */
  #place: Place | undefined | null = null;

  constructor(message: Message, origin: OutcomeOrigin) {
    this.message = message;
    this.#origin = origin;
  }

  /** The outcome's place in the journal, stable for ever; undefined when the service gave none. */
  get id(): string | undefined {
    const place = this.#placeInMessage;
    return place === undefined ? this.#origin.id : outcomeId(place);
  }

  /** What its id says: the journal, and the position in it. */
  get place(): OutcomePlace | undefined {
    const { id } = this.#origin;
    return this.#placeInMessage ?? (id === undefined ? undefined : parseOutcomeId(id));
  }

  /** When it was recorded, or where that is unknown received, Unix milliseconds. */
  get time(): number {
    return this.#placeInMessage?.time ?? this.#origin.time;
  }

  get #placeInMessage(): Place | undefined {
    if (this.#place === null) this.#place = placeOf(this.message);
    return this.#place;
  }

  get tenantDescriptor(): string | undefined {
    return this.message.get(outcomeCodes.tenantDescriptor);
  }

  get campaignName(): string | undefined {
    return this.message.get(outcomeCodes.campaignName);
  }

  get sessionIdentifier(): string | undefined {
    return this.message.get(outcomeCodes.sessionIdentifier);
  }

  get telephoneNumber(): string | undefined {
    return this.message.get(outcomeCodes.telephoneNumber);
  }

  /** Absent when no agent took part (OZ-2). */
  get agentIdentifier(): string | undefined {
    return this.message.get(outcomeCodes.agentIdentifier);
  }

  get agentAlternativeIdentifier(): string | undefined {
    return this.message.get(outcomeCodes.agentAlternativeIdentifier);
  }

  /** The switch's result, RE; undefined when absent, empty or no whole number. */
  get reason(): number | undefined {
    return wireNumber(this.message.get(outcomeCodes.reason));
  }

  /** What the catalogue calls the reason; undefined for reasons it does not know. */
  get reasonName(): string | undefined {
    const { reason } = this;
    return reason === undefined ? undefined : reasonOf(reason)?.name;
  }

  /** The agent's result, AO; undefined when absent, empty or no whole number. */
  get agentOutcome(): number | undefined {
    return wireNumber(this.message.get(outcomeCodes.agentOutcome));
  }

  /** Raw network cause, IR. */
  get rawCause(): number | undefined {
    return wireNumber(this.message.get(outcomeCodes.rawCause));
  }

  /** Whether the agent declined the preview call (OZ-3). */
  get dontDial(): boolean {
    return this.message.has(outcomeCodes.dontDial);
  }

  /** What the success rule says (OZ-4). */
  get success(): boolean {
    return (this.#origin.isSuccess ?? defaultSuccessRule)(this.reason, this.agentOutcome);
  }

  /** Line-of-business data as on the wire; '' when DT is there and empty, undefined when it is not there. */
  get data(): string | undefined {
    return this.message.get(outcomeCodes.data);
  }

  /** Parameters without a long name, repeats after the first, and numbers that are none, in wire order (OZ-6). */
  get other(): readonly CodeAndValue[] {
    return otherFields(this.message.fields);
  }

  /** TX of the subscription that delivered it. */
  get transactionIdentifier(): string | undefined {
    return this.message.get(outcomeCodes.transactionIdentifier);
  }

  /** The raw frame without its terminator (OZ-6). */
  get frame(): string {
    return this.message.text;
  }

  toJSON(): OutcomeJson {
    return outcomeJson(this);
  }
}
