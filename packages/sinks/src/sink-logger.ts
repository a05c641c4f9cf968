import type { Logger } from '@sdmp/events';

/** Where a sink says what happens; every member may be left out. Messages hold no personal data. */
export type SinkLogger = Logger;
