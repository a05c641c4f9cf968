import type { AbandonLimitRule } from '@sdmp/outcomes/compliance';

import type { RangeOptions } from '../report-options.ts';

export interface AbandonedOptions extends RangeOptions {
  readonly rule: AbandonLimitRule['id'];
  readonly detectsMachines?: true;
  /** Share of detected machines that were people, 0 to 1. */
  readonly falsePositives?: number;
  readonly format: 'text' | 'json' | 'html';
}
