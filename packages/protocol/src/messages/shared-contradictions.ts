/** Contradictions of the documentation that concern a parameter in many messages. */

export const transactionLength =
  'At most 87 characters in the tables; two topics say 80 may be used, 7 being reserved.';

export const rateControlType = 'Typed as a string, with a range of numbers.';

export const dataType = 'A string in older topics, a struct in newer ones.';

export const timeStampType = 'A string in requests, a double in data messages.';

export const errorCodeForm =
  'A whole number from 1 to 9999, a whole number from 1 to 3, or a string of 1 to 3 characters, by interface; four-digit codes exist.';

export const faultyMessageName = 'FaultyMessage in some topics, FormattedMessage in others.';

export const agentIdLimits =
  'YA has 1 to 80 or 20 to 50 characters, by message; it came with 10.5, 10.7.596 or 10.7.1057.';

export const sessionIdLimits =
  'YS has 20 to 50 or 1 to 80 characters, by message; it came with 10.5, 10.7.596 or 10.7.1057.';

export const telephonyInterface = 'In older tables and in examples, not in newer tables.';

export const routeIdentity = 'YI in the table, ID in examples and release notes.';

export const tenantRequirement = 'Mandatory, optional, or not to be used without several tenants: topics differ.';

export const serviceStateRange = 'At most 2, but a value 3 is listed.';

export const allPermissions = '65535 is listed as campaign administrator and called all permissions in the example.';

export const endpointPassword = 'Mandatory in the table; the text says that an endpoint needs none.';

export const resilienceTopic =
  'Refers to resilience measures for the way of asking, where the requests refer to resource enumeration.';

export const endsWhat = 'The text names EA and EC only; other topics rely on it for OZ, IZ and VZ too.';

export const missingNameCode = 'Error 30 stands for a missing CN in one topic and for a missing AN in another.';
