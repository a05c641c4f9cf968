import type { AbandonLimitRule } from '@sdmp/outcomes/compliance';

export interface AbandonedOptions {
  readonly rule: AbandonLimitRule['id'];
  /** Name in the tz database. */
  readonly zone: string;
  readonly campaign?: string;
  readonly tenant?: string;
  /** Unix milliseconds. */
  readonly since?: number;
  readonly until?: number;
  readonly detectsMachines?: true;
  /** Share of detected machines that were people, 0 to 1. */
  readonly falsePositives?: number;
  readonly format: 'text' | 'json' | 'html';
}
