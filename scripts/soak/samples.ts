/** What a process holds, as it says itself. Bytes, except for `handles`: open sockets, timers and requests. */
export interface Held {
  readonly rss: number;
  readonly heapUsed: number;
  readonly external: number;
  readonly arrayBuffers: number;
  readonly handles: number;
}

export interface ProcessSample extends Held {
  readonly name: string;
  readonly pid: number;
  /** File descriptors that the process has open. */
  readonly files: number;
  /** Processor time since the process began, seconds. */
  readonly processorSeconds: number;
}

export interface ReaderSample {
  readonly name: string;
  /** Outcomes that came since the sample before. */
  readonly received: number;
  /** From the line of the feed to the reader, milliseconds; null when nothing came, or where the time of receipt says nothing. */
  readonly latency: Latency | null;
  /** Outcomes recorded that have not come yet. */
  readonly backlog: number;
}

export interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** The system at one moment. */
export interface Sample {
  readonly kind: 'sample';
  /** Since the load began, milliseconds. */
  readonly atMs: number;
  /** Whether a fault was under way, or was not yet recovered from, since the sample before. */
  readonly isDisturbed: boolean;
  /** Outcomes recorded so far. */
  readonly recorded: number;
  readonly processes: readonly ProcessSample[];
  readonly readers: readonly ReaderSample[];
  /** Bytes in the folders of the journals, by the process that keeps them. */
  readonly journalBytes: Readonly<Record<string, number>>;
  /** Load average of the last minute: other work on the machine is part of it. */
  readonly load: number;
  /** What the machine makes a process wait by itself: the most that a timer was late, and a small synced write, milliseconds. */
  readonly timerLateMs: number;
  readonly syncMs: number;
}

/** One disturbance, from its beginning until every reader was up to date again. */
export interface Disturbance {
  readonly kind: 'disturbance';
  readonly name: string;
  readonly fromMs: number;
  /** When the fault itself was over. */
  readonly endedMs: number;
  /** When all was up to date again; null when it was not within the limit. */
  readonly recoveredMs: number | null;
}

/** What a reader came to. */
export interface Tally {
  readonly name: string;
  readonly received: number;
  readonly lost: number;
  readonly doubled: number;
  readonly misordered: number;
}

/** What was run, and what remained at the end. */
export interface Outcome {
  readonly kind: 'outcome';
  readonly seed: number;
  readonly rate: number;
  readonly plannedMs: number;
  readonly ranMs: number;
  readonly retainMs: number;
  readonly recorded: number;
  readonly readers: readonly Tally[];
  /** Outcomes that retention has removed from each journal. */
  readonly pruned: Readonly<Record<string, number>>;
  readonly certificates: { readonly renewed: number; readonly served: number };
  /** What ended or complained that should not have. */
  readonly faults: readonly string[];
  readonly machine: string;
  readonly date: string;
}

export interface Recording {
  readonly samples: readonly Sample[];
  readonly disturbances: readonly Disturbance[];
  readonly outcome: Outcome;
}
