export { csvCell, csvHeader, csvLine, csvLineEnd, textValue } from './columns/csv.ts';
export {
  type CellValue,
  type ColumnKind,
  type OutcomeColumn,
  outcomeColumns,
  type OutcomeRow,
} from './columns/outcome-columns.ts';
