export { filesSink } from './files-sink.ts';
export type { FileFormat, FilesOptions } from './files-options.ts';
