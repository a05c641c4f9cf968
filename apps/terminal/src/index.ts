export { describeError } from './describe-error.ts';
export { type Endpoint, formatEndpoint, isLoopback, readEndpoint } from './endpoint.ts';
export { describeOpenness, listeningLine } from './listening.ts';
export { Output } from './output.ts';
export { reportFailure } from './report-failure.ts';
export { type ExitCode, runMain } from './run-main.ts';
export { suggest } from './suggest.ts';
export { helpOutput, openTerminal, say, type Terminal } from './terminal.ts';
export { readDuration, readRate, readSize } from './units.ts';
