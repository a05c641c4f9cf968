import { type Fields, outcomeData, type ParameterDefinition, placeCode } from '@sdmp/protocol';

type Parameter = (typeof outcomeData)['parameters'][number];

/** Long names of everything the catalogue knows of an OZ. */
export type OutcomeParameterName = Parameter['name'];

/** The documented fields of an outcome under their long names, without the transaction that delivered it. */
export type OutcomeFields = Omit<Fields<typeof outcomeData>, 'transactionIdentifier'>;

/** A code with its value, as on the wire. */
export type CodeAndValue = readonly [code: string, value: string];

/** Code of each parameter, by its long name. */
export const outcomeCodes = Object.fromEntries(
  outcomeData.parameters.map(({ name, code }) => [name, code]),
) as Readonly<Record<OutcomeParameterName, string>>;

/** A parameter with a bit of its own, by which a reader remembers that it has met it. */
export interface OutcomeParameter {
  readonly definition: ParameterDefinition & { readonly name: OutcomeParameterName };
  readonly bit: number;
}

/** Parameters by code. */
export const outcomeParameters: ReadonlyMap<string, OutcomeParameter> = new Map(
  outcomeData.parameters.map((definition, index) => [definition.code, { definition, bit: 1 << index }]),
);

/** Whether a parameter belongs to the delivery, not to the outcome: the transaction and the place. */
export function isOfDelivery(code: string): boolean {
  return code === outcomeCodes.transactionIdentifier || code === placeCode;
}
