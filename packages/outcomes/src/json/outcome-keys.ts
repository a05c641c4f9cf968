import { outcomeData } from '@sdmp/protocol';
import { type DerivedColumn, derivedColumns } from '../columns/derived-columns.ts';
import { outcomeCodes } from '../model/outcome-fields.ts';

/** Where a JSON outcome has what the rules of an installation say of it. */
export const classificationKey = 'classification';

/** Keys of a JSON outcome. Apart from its schema, so that a program that only subscribes loads no zod. */
export const outcomeKeys: readonly string[] = [
  ...new Set([
    'id',
    'time',
    ...derivedColumns.map(({ name }: DerivedColumn) => name),
    'other',
    classificationKey,
    ...outcomeData.parameters.flatMap(({ code, name }) => (code === outcomeCodes.transactionIdentifier ? [] : [name])),
  ]),
];
