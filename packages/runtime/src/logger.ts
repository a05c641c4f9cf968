export type { Logger } from '@sdmp/events';
