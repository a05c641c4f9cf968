export { dataReader, dataRow, type DataRow } from './data-row.ts';
export {
  type DataCell,
  dataCheckName,
  type DataColumn,
  type DataColumnType,
  dataColumnTypes,
  type DataSchema,
} from './data-types.ts';
export { dataShaper, type ShapedData } from './shape-data.ts';
export { dataColumnPrefix, dataTableColumns, tableColumnName } from './table-columns.ts';
