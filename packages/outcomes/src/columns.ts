export {
  csvCell,
  csvHeader,
  csvHeaderOf,
  csvLine,
  csvLineEnd,
  plainInSpreadsheets,
  spreadsheetCsvLine,
  textValue,
} from './columns/csv.ts';
export {
  type CellValue,
  type ColumnKind,
  type OutcomeColumn,
  outcomeColumns,
  type OutcomeRow,
} from './columns/outcome-columns.ts';
