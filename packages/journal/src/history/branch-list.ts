import { type Branch, branchName, firstTag, type JournalPlace, type Loss, tagOf } from './branch.ts';
import type { JournalHistory, Resolved, Restored } from './journal-history.ts';

/** The history of a journal as it is stored. */
export interface StoredHistory {
  readonly branches: readonly Branch[];
  readonly losses: readonly Loss[];
}

export interface BranchListOptions extends StoredHistory {
  /** Id of the journal. */
  readonly id: string;
  /** How far the journal reaches now. */
  readonly extent: { readonly first: number; readonly end: number };
  /** Tag of the branch that the next append begins; absent when it stays in the newest one. */
  readonly nextTag?: string | undefined;
  readonly markRestored: (restored: Restored) => Promise<void>;
}

/** The branches of a journal in memory. */
export class BranchList implements JournalHistory {
  readonly #options: BranchListOptions;
  #branches: Branch[];
  #losses: Loss[];
  #nextTag: string | undefined;
  /** The branch that was asked for last: readers go through positions in order. */
  #found = { from: 0, to: -1, name: '' };

  constructor(options: BranchListOptions) {
    this.#options = options;
    this.#branches = [...options.branches];
    this.#losses = [...options.losses];
    this.#nextTag = options.nextTag;
  }

  get branches(): readonly Branch[] {
    return this.#branches;
  }

  get losses(): readonly Loss[] {
    return this.#losses;
  }

  /** Tag of the branch that an append now is part of. */
  get appendTag(): string {
    return this.#nextTag ?? this.#branches.at(-1)?.tag ?? firstTag;
  }

  nameAt(position: number): string {
    const found = this.#found;
    if (position < found.from || position >= found.to) this.#find(position);
    return this.#found.name;
  }

  branchEnd(position: number): number {
    this.nameAt(position);
    return this.#found.to > position ? this.#found.to : Number.POSITIVE_INFINITY;
  }

  lossWithin(from: number, to: number): Loss | undefined {
    return this.#losses.length === 0 ? undefined : this.#losses.find(({ at }) => at >= from && at < to);
  }

  resolve({ journal, position }: JournalPlace): Resolved {
    const { id, extent } = this.#options;
    const tag = tagOf(id, journal);
    const index = tag === undefined ? -1 : this.#branches.findLastIndex((branch) => branch.tag === tag);
    if (tag === this.#nextTag && tag !== undefined) return this.#within(position, extent.end);
    if (index >= 0) {
      const following = this.#branches[index + 1]?.from;
      if (following !== undefined && position > following) return { kind: 'forked', at: this.#behindLoss(following) };
      return this.#within(position, extent.end);
    }
    // Retention has removed the branch as well, and says so itself.
    if (tag !== undefined && position <= extent.first) return { kind: 'here', position };
    const at = tag === undefined ? extent.first : Math.max(extent.first, Math.min(position, this.#earliestFork()));
    return { kind: 'unknown', at: this.#behindLoss(at) };
  }

  positionOf({ journal, position }: JournalPlace): number | undefined {
    const { end } = this.#options.extent;
    return position < end && this.nameAt(position) === journal ? position : undefined;
  }

  markRestored(restored: Restored): Promise<void> {
    return this.#options.markRestored(restored);
  }

  /** A record was stored at `position`: from here on nothing begins anew. */
  stored(position: number): void {
    if (this.#nextTag !== undefined) this.begin({ tag: this.#nextTag, from: position });
  }

  /** Records at `from` and behind it are of this branch. Says nothing new where it tells of the past. */
  begin(branch: Branch): void {
    if (branch.tag === this.#nextTag) this.#nextTag = undefined;
    const newest = this.#branches.at(-1);
    if (newest !== undefined && (newest.tag === branch.tag || branch.from < newest.from)) return;
    // What has no record is no branch.
    if (newest?.from === branch.from) this.#branches.pop();
    this.#branches.push(branch);
    this.#found.to = -1;
  }

  /** The next append begins a branch with this tag. */
  beginNext(tag: string): void {
    this.#nextTag = tag;
    this.#found.to = -1;
  }

  lost(loss: Loss): void {
    if (this.#losses.some(({ at }) => at === loss.at)) return;
    this.#losses.push(loss);
  }

  /** Takes over what another process has stored. */
  replace({ branches, losses }: StoredHistory): void {
    this.#branches = [...branches];
    this.#losses = [...losses];
    this.#found.to = -1;
  }

  /** Forgets what lies wholly before `first`. */
  forgetBefore(first: number): void {
    this.#branches = branchesFrom(this.#branches, first);
    this.#losses = this.#losses.filter(({ at }) => at >= first);
  }

  #within(position: number, end: number): Resolved {
    return position <= end ? { kind: 'here', position } : { kind: 'beyond', at: end };
  }

  /** Where a branch that is not known here may have left this history at the earliest. */
  #earliestFork(): number {
    if (this.#losses.length > 0) return Math.min(...this.#losses.map(({ since }) => since));
    return this.#branches[1]?.from ?? this.#options.extent.end;
  }

  /** Who is told of another history need not be told again at the same place. */
  #behindLoss(at: number): number {
    return this.#losses.some((loss) => loss.at === at) ? at + 1 : at;
  }

  #find(position: number): void {
    const { id, extent } = this.#options;
    const { end } = extent;
    if (this.#nextTag !== undefined && position >= end) {
      // Another process may append first, and continue in the newest branch.
      this.#found = { from: position, to: position, name: branchName(id, this.#nextTag) };
      return;
    }
    let low = 0;
    let high = this.#branches.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#branches[middle]?.from ?? 0) <= position) low = middle + 1;
      else high = middle;
    }
    const branch = this.#branches[Math.max(0, low - 1)];
    const last = this.#nextTag === undefined ? Number.POSITIVE_INFINITY : end;
    this.#found = {
      from: low <= 1 ? 0 : (branch?.from ?? 0),
      to: this.#branches[Math.max(1, low)]?.from ?? last,
      name: branchName(id, branch?.tag ?? firstTag),
    };
  }
}

/** Without those that end at or before `first`; the newest stays. */
export function branchesFrom(branches: readonly Branch[], first: number): Branch[] {
  return branches.filter((_, index) => (branches[index + 1]?.from ?? Number.POSITIVE_INFINITY) > first);
}
