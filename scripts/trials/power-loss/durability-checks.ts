import { bodyAt, isToBeErased } from './expected.ts';

/** What the workload had begun and been promised when the power went. */
export class Promises {
  isOpened = false;
  /** End of what was acknowledged, and of what was handed in. */
  stored = 0;
  begun = 0;
  /** Records below these may be erased, or must be. */
  erasing = 0;
  erased = 0;
  /** First position after the last acknowledged retention, and whether another one was under way. */
  pruned = 0;
  isPruning = false;

  follow(line: string): void {
    const [what = '', number = '0'] = line.split(' ');
    const value = Number(number);
    if (what === 'opened') this.isOpened = true;
    else if (what === 'begins') this.begun = value;
    else if (what === 'stored') this.stored = value;
    else if (what === 'erases') this.erasing = value;
    else if (what === 'erased') this.erased = value;
    else if (what === 'prunes') this.isPruning = true;
    else if (what === 'pruned') {
      this.isPruning = false;
      this.pruned = value;
    }
  }

  /** What is wrong with the record that is found at a position, or nothing. */
  faultAt(position: number, classes: number, body: string): string | undefined {
    const mayBeErased = position < this.erasing && isToBeErased(position);
    if (classes === 0 && body === '') return mayBeErased ? undefined : `${position} is erased, nobody asked for it`;
    if (body !== bodyAt(position)) return `${position} holds what was never stored there`;
    return position < this.erased && isToBeErased(position) ? `${position} was erased and is back` : undefined;
  }

  /** What is wrong with the ends of what was found, or nothing. */
  faultIn(first: number, end: number): string | undefined {
    if (end < this.stored) return `it ends at ${end}, ${this.stored} was acknowledged`;
    if (end > Math.max(this.begun, this.stored)) return `it ends at ${end}, only ${this.begun} was handed in`;
    if (first < this.pruned) return `it begins at ${first}, ${this.pruned} was acknowledged`;
    return first > this.pruned && !this.isPruning ? `it begins at ${first}, not at ${this.pruned}` : undefined;
  }
}
