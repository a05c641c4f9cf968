import { type Enumeration, enumerations, findEnumeration } from '@sdmp/protocol';
import { argument } from './argument.ts';

const codes = enumerations.map(({ code }) => code).join(', ');

/** `EC` or `EnumerateCampaigns`. */
export const parseEnumeration: (text: string) => Enumeration = argument(findEnumeration, `It must be one of ${codes}.`);
