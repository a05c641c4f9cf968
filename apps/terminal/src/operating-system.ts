/** What programs do differently by operating system. */
export interface OperatingSystem {
  /** Signals that ask a program to shut down. */
  readonly shutdownSignals: readonly NodeJS.Signals[];
  /** Signal that asks a program to read its configuration again. */
  readonly reloadSignal: NodeJS.Signals | undefined;
  /** Further signals that end a process that does not listen for them. */
  readonly endingSignals: readonly NodeJS.Signals[];
  /**
   * Whether one process can send another a signal that it may handle. Where not, `kill` ends the other at once, and Ctrl-C
   * reaches every process of the console by itself.
   */
  readonly deliversSignals: boolean;
  /** Whether a process and those that it started can be ended together, as a group. */
  readonly hasProcessGroups: boolean;
  /** Whether files have an owner's, a group's and other users' rights. */
  readonly hasModes: boolean;
  /** Codes of errors with which a file cannot be replaced for the moment, because another process has it open. */
  readonly replaceLater: ReadonlySet<string>;
}

const unix: OperatingSystem = {
  shutdownSignals: ['SIGINT', 'SIGTERM'],
  reloadSignal: 'SIGHUP',
  endingSignals: ['SIGHUP', 'SIGQUIT'],
  deliversSignals: true,
  hasProcessGroups: true,
  hasModes: true,
  replaceLater: new Set(),
};

/** Closing the console window is SIGHUP there, after which Windows ends the process within seconds; Ctrl-Break is SIGBREAK. */
const windows: OperatingSystem = {
  shutdownSignals: ['SIGINT', 'SIGTERM', 'SIGBREAK', 'SIGHUP'],
  reloadSignal: undefined,
  endingSignals: [],
  deliversSignals: false,
  hasProcessGroups: false,
  hasModes: false,
  replaceLater: new Set(['EPERM', 'EACCES', 'EBUSY']),
};

/** Returns what holds on a system; default: the one that this process runs on. */
export function operatingSystem(name: NodeJS.Platform = process.platform): OperatingSystem {
  return name === 'win32' ? windows : unix;
}
