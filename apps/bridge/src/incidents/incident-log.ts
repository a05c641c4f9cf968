import type { BridgeEventLog } from '../log/bridge-events.ts';
import { describeError } from '@sdmp/terminal';
import type { IncidentFile } from './incident-file.ts';
import { type Change, type Incident, type IncidentQuery, isAskedFor, type Run } from './incident.ts';
import { reasonText } from './reason-text.ts';

/** How much of the log is kept, and what counts as one entry. */
export interface IncidentLimits {
  /** Entries that were over for longer are removed, milliseconds. */
  readonly retainAge: number;
  /** Entries kept at most; the oldest goes first. */
  readonly retainCount: number;
  /** A change that comes again within this time, milliseconds, is counted in the entry of the one before. */
  readonly joinWithin: number;
}

export interface IncidentLogOptions {
  readonly file: IncidentFile;
  readonly limits: IncidentLimits;
  readonly events: BridgeEventLog;
  readonly version: string;
  /** Whether the clock is believed: while it is in doubt no entry is removed for its age. */
  readonly isClockBelieved: () => boolean;
  /** Unix milliseconds. */
  readonly now: () => number;
  /** Milliseconds of a clock that is never set. Default: `performance.now`. */
  readonly monotonic?: () => number;
}

type Entry = { -readonly [Key in keyof Incident]: Incident[Key] };

/** Entries that wait in memory at most while the file cannot be written to. */
const mostWaiting = 1000;
/** How often a running bridge writes that it lives, milliseconds: so exact is the time of an end that nobody wrote. */
const signOfLifeMs = 10_000;
/** New entries after which the limits are applied. */
const entriesPerPruning = 100;
const hourMs = 3_600_000;
/** Difference between the clocks from which the wall clock was set, milliseconds. */
const stepMs = 5000;
/** How long a clock that was set is in doubt here, milliseconds: by then the service has looked at it too. */
const doubtMs = 60_000;
/** Entries of the bridge itself that are read at the start: what it does again is counted in one of them. */
const bridgeEntriesRead = 10;

/**
 * The durable log of state changes. A change is entered when it is told and is on disk after the next `flush`; one that comes
 * again and again is counted in one entry, so that a flapping link does not flood it.
 */
export class IncidentLog {
  readonly #options: IncidentLogOptions;
  /** What lasts, by what it is of. */
  readonly #lasting = new Map<string, Entry>();
  /** Entries that the same change may be counted in, by what and which it is; the oldest first. */
  readonly #recent = new Map<string, Entry>();
  /** Not written yet, by id. */
  readonly #waiting = new Map<number, Entry>();
  readonly #startedAt: number;
  #aliveAt: number;
  #newestId: number;
  #prunedAt: { readonly id: number; readonly time: number };
  /** Wall clock minus monotonic clock, as of the last look. */
  #offset: number;
  #doubtUntil = Number.NEGATIVE_INFINITY;
  #revision = 0;
  #isFailing = false;

  /** Begins with what the file says of the run before: one that was not stopped gets an entry. Throws what SQLite says. */
  constructor(options: IncidentLogOptions) {
    const { file, now, version } = options;
    this.#options = options;
    this.#startedAt = now();
    this.#aliveAt = this.#startedAt;
    this.#offset = this.#startedAt - this.#monotonic();
    const before = file.run;
    const wasKilled = before !== undefined && before.stoppedAt === undefined;
    if (before !== undefined) {
      file.endAll(before.stoppedAt ?? before.aliveAt, wasKilled ? before.aliveAt : this.#startedAt);
    }
    this.#newestId = file.newestId;
    // A bridge that is started again and again is counted in one entry, too.
    for (const entry of file.find({ part: 'bridge', limit: bridgeEntriesRead })) {
      const kind = kindOf('bridge', entry);
      if (!this.#recent.has(kind)) this.#recent.set(kind, { ...entry });
    }
    this.#forgetOld(this.#startedAt);
    this.#prunedAt = { id: this.#newestId, time: this.#startedAt };
    if (wasKilled) {
      this.#enter('bridge', killed(before), before.aliveAt);
      this.end('bridge', this.#startedAt);
    }
    const stopped = before === undefined ? undefined : wasKilled ? 'killed' : 'stopped';
    this.#enter(
      'bridge',
      { ...bridge, before: stopped, after: 'running', level: 'good', reason: `Version ${version} started` },
      this.#startedAt,
    );
    this.flush();
  }

  /** Grows with every change. */
  get revision(): number {
    return this.#revision;
  }

  /** Enters that something has changed; `key` says of what. What it was in before is over. */
  change(key: string, change: Change): void {
    this.end(key, change.at);
    if (change.level !== 'good') this.#enter(key, change, change.at);
  }

  /** Enters what came and went by `endedAt`. What it was in before is over. */
  spell(key: string, change: Change, endedAt: number): void {
    this.change(key, change);
    this.end(key, endedAt);
  }

  /** Enters something that has no duration, with how often it happened. */
  note(change: Change, times: number): void {
    const entry = this.#enter(`${change.part} ${change.after}`, change, change.at);
    entry.times += times - 1;
    this.end(`${change.part} ${change.after}`, change.at);
  }

  /** Says why something is as it is, where that was not known when it began. */
  explain(key: string, reason: string): void {
    const entry = this.#lasting.get(key);
    if (entry === undefined || entry.reason !== undefined) return;
    entry.reason = reasonText(reason);
    this.#changed(entry);
  }

  /** Enters that what something was in is over. */
  end(key: string, at: number): void {
    const entry = this.#lasting.get(key);
    if (entry === undefined) return;
    this.#lasting.delete(key);
    entry.endedAt = Math.max(at, entry.lastAt);
    entry.lastedMs += entry.endedAt - entry.lastAt;
    this.#changed(entry);
  }

  /** Writes what is new. Called every second; what cannot be written waits for the next time. */
  flush(): void {
    const { file, events, now } = this.#options;
    const time = now();
    this.#compareClocks(time);
    this.#forgetOld(time);
    if (this.#waiting.size === 0 && Math.abs(time - this.#aliveAt) < signOfLifeMs) return;
    this.#aliveAt = time;
    try {
      file.write(this.#waiting.values(), this.#run(undefined));
      this.#waiting.clear();
      this.#isFailing = false;
      this.#prune(time);
    } catch (cause) {
      if (!this.#isFailing) events.report('incidentWritesFailed', { reason: describeError(cause), cause });
      this.#isFailing = true;
    }
  }

  /** Returns entries, the newest first; those that could not be written yet are among them. Throws what SQLite says. */
  find(query: IncidentQuery): readonly Incident[] {
    const { file } = this.#options;
    const written = file.find({ ...query, limit: query.limit + this.#waiting.size });
    const waiting = Array.from(this.#waiting.values()).filter((entry) => isAskedFor(entry, query));
    const others = written.filter(({ id }) => !this.#waiting.has(id));
    return [...waiting, ...others]
      .toSorted((one, other) => other.id - one.id)
      .slice(0, query.limit)
      .map((entry) => ({ ...entry }));
  }

  /** Enters that the bridge stops, and why, and closes the file. */
  close(reason: string, level: 'warn' | 'bad'): void {
    const { file, now, events } = this.#options;
    const at = now();
    for (const key of Array.from(this.#lasting.keys())) this.end(key, at);
    this.#enter('bridge', { ...bridge, before: 'running', after: 'stopped', level, reason }, at);
    try {
      file.write(this.#waiting.values(), this.#run(at));
    } catch (cause) {
      events.report('incidentsDropped', { entries: this.#waiting.size, limit: 0 }, this.#waiting.size);
      events.report('incidentWritesFailed', { reason: describeError(cause), cause });
    }
    file.close();
  }

  #monotonic(): number {
    return (this.#options.monotonic ?? performance.now.bind(performance))();
  }

  #compareClocks(time: number): void {
    const offset = time - this.#monotonic();
    if (Math.abs(offset - this.#offset) > stepMs) this.#doubtUntil = this.#monotonic() + doubtMs;
    this.#offset = offset;
  }

  get #isClockBelieved(): boolean {
    return this.#monotonic() >= this.#doubtUntil && this.#options.isClockBelieved();
  }

  #run(stoppedAt: number | undefined): Run {
    return { startedAt: this.#startedAt, aliveAt: this.#aliveAt, stoppedAt };
  }

  #enter(key: string, change: Omit<Change, 'at'>, at: number): Entry {
    const { part, name, before, after, level } = change;
    const reason = change.reason === undefined ? undefined : reasonText(change.reason);
    const kind = kindOf(key, change);
    const known = this.#recent.get(kind);
    const entry: Entry =
      known === undefined
        ? {
            id: ++this.#newestId,
            part,
            name,
            before,
            after,
            level,
            reason,
            at,
            times: 1,
            lastAt: at,
            endedAt: undefined,
            lastedMs: 0,
          }
        : known;
    if (known !== undefined) {
      known.times++;
      known.lastAt = Math.max(at, known.endedAt ?? known.lastAt);
      known.endedAt = undefined;
      known.level = level;
      known.reason = reason ?? known.reason;
    }
    // The one that came last stands last.
    this.#recent.delete(kind);
    this.#recent.set(kind, entry);
    this.#lasting.set(key, entry);
    this.#changed(entry);
    return entry;
  }

  #changed(entry: Entry): void {
    this.#revision++;
    this.#waiting.set(entry.id, entry);
    if (this.#waiting.size > mostWaiting && !this.#isFailing) this.flush();
    if (this.#waiting.size <= mostWaiting) return;
    const [oldest] = this.#waiting.keys();
    if (oldest !== undefined) this.#waiting.delete(oldest);
    this.#options.events.report('incidentsDropped', { entries: 1, limit: mostWaiting });
  }

  /** An entry that lasts may be counted in for as long as it does. */
  #forgetOld(now: number): void {
    const { joinWithin, retainCount } = this.#options.limits;
    for (const [kind, { endedAt }] of this.#recent) {
      const isRecent = endedAt === undefined || now - endedAt < joinWithin;
      if (isRecent && this.#recent.size <= retainCount) continue;
      this.#recent.delete(kind);
    }
  }

  #prune(now: number): void {
    const { file, events, limits } = this.#options;
    const { id, time } = this.#prunedAt;
    if (this.#newestId - id < entriesPerPruning && Math.abs(now - time) < hourMs) return;
    this.#prunedAt = { id: this.#newestId, time: now };
    const removed = file.prune(limits.retainCount, this.#isClockBelieved ? now - limits.retainAge : 0);
    if (removed > 0) events.report('incidentsRemoved', { entries: removed, limit: limits.retainCount }, removed);
  }
}

function kindOf(key: string, { before, after }: Pick<Change, 'before' | 'after'>): string {
  return [key, before, after].join('\n');
}

const bridge = { part: 'bridge', name: '' } as const;

function killed({ aliveAt }: Run): Omit<Change, 'at'> {
  const lastSign = new Date(aliveAt).toISOString();
  const reason = `It ended without being stopped, within ${signOfLifeMs / 1000} s after ${lastSign}: killed, or the machine went down`;
  return { ...bridge, before: 'running', after: 'killed', level: 'bad', reason };
}
