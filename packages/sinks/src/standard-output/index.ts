export { type OutputFormat, type StandardOutputOptions, standardOutputSink } from './standard-output-sink.ts';
