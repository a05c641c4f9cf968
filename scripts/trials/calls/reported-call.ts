/** A call: what is reported of it, in this order, and what its outcome must be, with each correction. */
export interface ReportedCall {
  readonly session: string;
  readonly frames: readonly string[];
  /** The outcome first. Of a correction the time of the first is `T`. */
  readonly outcomes: readonly string[];
}

type Form = (session: string, number: number) => Omit<ReportedCall, 'session'>;

/** Calls as they go. Each has an agent of its own, so that a TC that names nothing else means it alone. */
const forms: readonly Form[] = [
  (session) => ({
    frames: [`DN\\CNa\\SI${session}`, `CF\\CNa\\SI${session}\\CA2\\IR19`],
    outcomes: [`\\CNa\\SI${session}\\RE2\\IR19`],
  }),
  (session, number) => ({
    frames: [
      `LC\\CNa\\SI${session}\\TI${session}\\AN${session}`,
      `ND\\CNa\\TI${session}\\IR16`,
      `TC\\AN${session}\\AO${number}`,
    ],
    outcomes: [`\\CNa\\AN${session}\\SI${session}\\RE10\\AO${number}\\IR16`],
  }),
  (session, number) => ({
    frames: [
      `DN\\CNa\\SI${session}`,
      `LC\\CNa\\SI${session}`,
      `AC\\CNa\\SI${session}\\AN${session}`,
      `ND\\CNa\\SI${session}\\CA31`,
      `TC\\CNa\\SI${session}\\AN${session}\\AO${number}\\DT{"n":${number}}`,
    ],
    outcomes: [`\\CNa\\AN${session}\\SI${session}\\RE10\\AO${number}\\DT{"n":${number}}`],
  }),
  (session) => ({
    frames: [`LC\\CNa\\SI${session}`, `ND\\CNa\\SI${session}\\CA0`],
    outcomes: [`\\CNa\\SI${session}\\RE7`],
  }),
  (session) => ({
    frames: [`LC\\CNa\\SI${session}\\MA`, `ND\\CNa\\SI${session}\\CA5`],
    outcomes: [`\\CNa\\SI${session}\\RE5`],
  }),
  (session, number) => ({
    frames: [`BD\\CNa\\SI${session}\\AN${session}\\DD\\AO${number}`],
    outcomes: [`\\CNa\\AN${session}\\SI${session}\\RE0\\AO${number}\\DD`],
  }),
  (session) => ({
    frames: [`DN\\CNa\\SI${session}`, `NB\\CNa\\SI${session}\\RE1`],
    outcomes: [`\\CNa\\SI${session}\\RE1`],
  }),
  (session, number) => ({
    frames: [
      `CF\\CNa\\SI${session}\\CA2`,
      `UO\\CNa\\SI${session}\\RE98\\TXu${number}`,
      `UO\\SI${session}\\AO${number}`,
    ],
    outcomes: [
      `\\CNa\\SI${session}\\RE2`,
      `\\ZV2.T.0.2..\\CNa\\SI${session}\\RE98`,
      `\\ZV3.T.0.98..\\CNa\\SI${session}\\RE98\\AO${number}`,
    ],
  }),
  (session, number) => ({
    frames: [
      `LC\\CNa\\SI${session}\\AN${session}`,
      // Before there is an outcome it goes into that.
      `UO\\SI${session}\\CO9.99`,
      `TC\\CNa\\SI${session}\\AN${session}\\AO${number}`,
      `UO\\SI${session}\\DT{"n":${number}}`,
    ],
    outcomes: [
      `\\CNa\\AN${session}\\SI${session}\\RE10\\AO${number}\\CO9.99`,
      `\\ZV2.T.1.10.${number}.${session}\\CNa\\AN${session}\\SI${session}\\RE10\\AO${number}\\CO9.99\\DT{"n":${number}}`,
    ],
  }),
];

const agentOutcomes = 10_000;

/** Returns the call with a number. */
export function reportedCall(number: number): ReportedCall {
  const session = `s${number}`;
  const form = forms[number % forms.length] ?? forms[0];
  if (form === undefined) throw new RangeError('there is no form of a call');
  return { session, ...form(session, number % agentOutcomes) };
}
