export type { DataField, JsonKind, LegacyFlag } from './data-field.ts';
export type { WrittenData } from './data-format.ts';
export { dataNumber } from './ole-date.ts';
export type { DataProblem, DataRule } from './data-field.ts';
export { detectDataFraming } from './read-data.ts';
export { fromOleDate, noOleDate, type OleDateOptions, toOleDate } from './ole-date.ts';
export { maxDataLength, type ReadData, readData } from './read-data.ts';
export type { TimeZone } from './time-zone.ts';
export { maxWrittenLength, writeData } from './write-data.ts';
