export { outcomeTableSql } from './outcome-table.ts';
export { postgresSink } from './postgres-sink.ts';
export type { PostgresOptions } from './postgres-options.ts';
