import { outcomeData } from '@sdmp/protocol';
import { outcomeCodes } from '../model/outcome-fields.ts';

/** Keys of a JSON outcome. Apart from its schema, so that a program that only subscribes loads no zod. */
export const outcomeKeys: readonly string[] = ['id', 'time', 'reasonName', 'success', 'other'].concat(
  outcomeData.parameters.flatMap(({ code, name }) => (code === outcomeCodes.transactionIdentifier ? [] : [name])),
);
