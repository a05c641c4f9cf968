import { reasonCategories, reasons } from './reasons.ts';

/** Plain words that most CRMs have for the result of a call. */
export type GenericDisposition =
  | 'not dialed'
  | 'busy'
  | 'no answer'
  | 'answering machine'
  | 'fax'
  | 'person'
  | 'abandoned'
  | 'do not call'
  | 'invalid number'
  | 'refused by network'
  | 'failed';

/** `exact`: says the same. `near`: the other side tells less or something else apart. `none`: the other side has no word for it. */
export type DispositionCertainty = 'exact' | 'near' | 'none';

/** What a reason is called elsewhere. */
export interface Disposition {
  readonly reason: number;
  readonly generic: GenericDisposition;
  /** `AnsweringMachineDetectionStatus` of a contact record of Amazon Connect. */
  readonly amazonConnect: string;
  readonly certainty: DispositionCertainty;
}

type CategoryName = (typeof reasonCategories)[number]['name'];
type Words = readonly [GenericDisposition, amazonConnect: string, DispositionCertainty];

const nothing = 'AMD_NOT_APPLICABLE';

const byCategory: Readonly<Record<CategoryName, Words>> = {
  notmade: ['not dialed', nothing, 'none'],
  // A person answered; that no agent was there has no word.
  abandoned: ['abandoned', 'HUMAN_ANSWERED', 'near'],
  hostinterrupt: ['failed', 'AMD_ERROR', 'near'],
  timedout: ['not dialed', nothing, 'none'],
  busy: ['busy', 'SIT_TONE_BUSY', 'exact'],
  // A call that was handed to an agent may be of a machine.
  livecall: ['person', 'HUMAN_ANSWERED', 'near'],
  noanswer: ['no answer', 'AMD_UNANSWERED', 'exact'],
  faxmodem: ['fax', 'FAX_MACHINE_DETECTED', 'exact'],
  // Whether a beep was heard is not said.
  ansmachine: ['answering machine', 'VOICEMAIL_NO_BEEP', 'near'],
  other: ['failed', 'SIT_TONE_DETECTED', 'near'],
  cpartyhangup: ['abandoned', 'HUMAN_ANSWERED', 'near'],
  fastbusy: ['refused by network', 'SIT_TONE_DETECTED', 'near'],
  plannednotmade: ['not dialed', nothing, 'none'],
  agentamsmachine: ['answering machine', 'VOICEMAIL_NO_BEEP', 'near'],
  inbounddrop: ['abandoned', nothing, 'none'],
  inboundabandon: ['abandoned', nothing, 'none'],
};

/** Reasons whose category tells too little. */
const byReason: Readonly<Partial<Record<number, Words>>> = {
  4: ['fax', 'FAX_MACHINE_DETECTED', 'near'],
  20: ['invalid number', 'SIT_TONE_INVALID_NUMBER', 'exact'],
  21: ['failed', 'SIT_TONE_DETECTED', 'near'],
  22: ['invalid number', 'SIT_TONE_INVALID_NUMBER', 'near'],
  23: ['refused by network', 'SIT_TONE_DETECTED', 'near'],
  24: ['refused by network', 'SIT_TONE_DETECTED', 'near'],
  25: ['invalid number', 'SIT_TONE_INVALID_NUMBER', 'exact'],
  98: ['do not call', 'HUMAN_ANSWERED', 'near'],
  99: ['do not call', 'HUMAN_ANSWERED', 'near'],
  100: ['do not call', nothing, 'none'],
};

const categoryNames: ReadonlyMap<number, CategoryName> = new Map(
  reasonCategories.map(({ code, name }) => [code, name]),
);

/**
 * What the known reasons are called elsewhere: in plain words, and in contact records of Amazon Connect, whose names are documented
 * there. Which name stands for which reason is a choice of this project, with its certainty.
 */
export const dispositions: readonly Disposition[] = reasons.flatMap(({ code, category }) => {
  const name = category === undefined ? undefined : categoryNames.get(category);
  const words = byReason[code] ?? (name === undefined ? undefined : byCategory[name]);
  if (words === undefined) return [];
  const [generic, amazonConnect, certainty] = words;
  return [{ reason: code, generic, amazonConnect, certainty }];
});

const known: ReadonlyMap<number, Disposition> = new Map(dispositions.map((each) => [each.reason, each]));

/** Returns what a reason is called elsewhere; undefined for reasons of an installation, which nobody else knows. */
export function dispositionOf(reason: number): Disposition | undefined {
  return known.get(reason);
}
