export interface Progress {
  readonly elapsedMs: number;
  readonly dialed: number;
  /** Outcomes in the journal; undefined if the bridge did not answer. */
  readonly recorded: number | undefined;
  readonly delivered: number;
  readonly backlog: number;
  readonly isLinkDown: boolean;
}

export interface Result {
  readonly dialed: number;
  readonly inJournal: number;
  readonly delivered: number;
  readonly lost: number;
  readonly doubled: number;
  readonly downMs: number;
}

function clock(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
}

function column(name: string, value: number | undefined): string {
  return `${name} ${String(value ?? '?').padEnd(8)}`;
}

export function progressLine({ elapsedMs, dialed, recorded, delivered, backlog, isLinkDown }: Progress): string {
  const columns = [
    column('dialed', dialed),
    column('recorded', recorded),
    column('delivered', delivered),
    column('backlog', backlog),
  ];
  return `${clock(elapsedMs)}  ${columns.join(' ')} link ${isLinkDown ? 'CUT' : 'up'}`;
}

/** Returns whether every dialed outcome is in the journal and was delivered once. */
export function isPerfect({ dialed, inJournal, delivered, lost, doubled }: Result): boolean {
  return inJournal === dialed && delivered === dialed && lost === 0 && doubled === 0;
}

export function summary(result: Result): string {
  const { dialed, inJournal, delivered, lost, doubled, downMs } = result;
  const verdict = isPerfect(result)
    ? 'recorded = delivered: nothing was lost, nothing came twice'
    : 'FAILED: recorded and delivered do not agree';
  return [
    'Summary',
    `  recorded by the dialer ${dialed}`,
    `  in the journal ${inJournal}`,
    `  delivered ${delivered}`,
    `  lost ${lost}`,
    `  doubled ${doubled}`,
    `  link down ${(downMs / 1000).toFixed(1)} s`,
    verdict,
  ].join('\n');
}
