export interface Progress {
  readonly elapsedMs: number;
  /** Outcomes that the dialer recorded. */
  readonly dialed: number;
  /** Outcomes that the bridge is to make of the reports of the floor. */
  readonly made: number;
  /** Outcomes in the journal; undefined if the bridge did not answer. */
  readonly recorded: number | undefined;
  readonly delivered: number;
  readonly backlog: number;
  readonly isLinkDown: boolean;
}

export interface Result {
  readonly dialed: number;
  /** Reports of calls that the floor sent to the bridge. */
  readonly reports: number;
  readonly verified: number;
  /** Calls of the floor that ended: outcomes that the bridge had to make. */
  readonly made: number;
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

export function progressLine({ elapsedMs, dialed, made, recorded, delivered, backlog, isLinkDown }: Progress): string {
  const columns = [
    column('dialed', dialed),
    column('from reports', made),
    column('recorded', recorded),
    column('delivered', delivered),
    column('backlog', backlog),
  ];
  return `${clock(elapsedMs)}  ${columns.join(' ')} link ${isLinkDown ? 'CUT' : 'up'}`;
}

/** Returns whether every report was verified, and every outcome, dialed or made of reports, is in the journal and was delivered once. */
export function isPerfect({ dialed, reports, verified, made, inJournal, delivered, lost, doubled }: Result): boolean {
  const all = dialed + made;
  return verified === reports && inJournal === all && delivered === all && lost === 0 && doubled === 0;
}

export function summary(result: Result): string {
  const { dialed, reports, verified, made, inJournal, delivered, lost, doubled, downMs } = result;
  const verdict = isPerfect(result)
    ? 'recorded = delivered: nothing was lost, nothing came twice'
    : 'FAILED: recorded and delivered do not agree';
  return [
    'Summary',
    `  recorded by the dialer ${dialed}`,
    `  reported by the floor ${made} calls in ${reports} reports, ${verified} verified`,
    `  in the journal ${inJournal}`,
    `  delivered ${delivered}`,
    `  lost ${lost}`,
    `  doubled ${doubled}`,
    `  link down ${(downMs / 1000).toFixed(1)} s`,
    verdict,
  ].join('\n');
}
