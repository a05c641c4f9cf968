/** How good a state is; the order is that of urgency. */
export const tones = ['bad', 'warning', 'good', 'quiet'] as const;
export type Tone = (typeof tones)[number];

export interface ViewColumn {
  readonly title: string;
  /** Fewest cells with which the column is worth its place. */
  readonly least: number;
  /** Cells that its usual values take. */
  readonly usual: number;
  readonly align?: 'right';
}

/** One thing of a kind: a dialer, a sink, a campaign. */
export interface ViewRow {
  readonly tone: Tone;
  /** Texts of the columns behind the symbol of its state. */
  readonly cells: readonly string[];
  readonly name: string;
  readonly rate: number;
  readonly backlog: number;
}

export interface ViewSection {
  readonly title: string;
  readonly columns: readonly ViewColumn[];
  readonly rows: readonly ViewRow[];
  /** A line below the rows, such as how many were left out. */
  readonly note?: string;
}

/** Everything that `top` shows of a target at a moment. */
export interface View {
  /** What is looked at. */
  readonly title: string;
  readonly tone: Tone;
  /** The state in words: the worst there is, and why. */
  readonly state: string;
  /** A line each: what, and how much. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly sections: readonly ViewSection[];
  /** What is shown is older than it looks: why. */
  readonly stale?: string;
}

/** What `top` looks at. */
export interface TopSource {
  /** Returns what there is now. Rejects when it cannot be known, or with the reason of the signal. */
  readonly read: (signal: AbortSignal) => Promise<View>;
  readonly close: () => Promise<void>;
}

/** Returns the most urgent of some states. */
export function worstOf(found: readonly Tone[]): Tone {
  return tones.find((tone) => found.includes(tone)) ?? 'quiet';
}
