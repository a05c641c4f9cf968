/** What an examination looks at, in its order. */
export const stepNames = [
  'resolve',
  'connect',
  'TLS',
  'encoding',
  'framing',
  'authentication',
  'EO',
  'release',
  'heartbeat',
  'clock',
] as const;

export type StepName = (typeof stepNames)[number];

/** `skipped`: could not be looked at, or need not be. */
export type StepState = 'ok' | 'warning' | 'failed' | 'skipped';

/** What a step has found. */
export interface Step {
  readonly step: StepName;
  readonly state: StepState;
  /** For people, one line. */
  readonly found: string;
  /** What to do. */
  readonly advice?: string;
}

export function ok(step: StepName, found: string): Step {
  return { step, state: 'ok', found };
}

export function skipped(step: StepName, found: string): Step {
  return { step, state: 'skipped', found };
}

export function warning(step: StepName, found: string, advice: string): Step {
  return { step, state: 'warning', found, advice };
}

export function failed(step: StepName, found: string, advice: string): Step {
  return { step, state: 'failed', found, advice };
}
