export {
  type DataCell,
  type DataColumn,
  type DataColumnType,
  dataColumnTypes,
  dataRow,
  type DataRow,
  type DataSchema,
} from './data-columns.ts';
