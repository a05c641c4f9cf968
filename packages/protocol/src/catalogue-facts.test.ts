import { describe, expect, test } from 'vitest';
import type { MessageDefinition, ParameterDefinition, ValueKind } from './define-message.ts';
import { type MessageFacts, type ParameterFacts, readFacts } from './fixtures/read-facts.ts';
import { messages } from './messages/index.ts';

interface Difference {
  /** `CG:MA:fromDialer:ER.EC` */
  readonly at: string;
  readonly field: string;
  readonly documented: unknown;
  readonly here: unknown;
}

interface DeliberateDifference {
  readonly at: RegExp;
  readonly field: string;
  readonly documented: unknown;
  /** Absent: whatever it is. */
  readonly here?: unknown;
  readonly reason: string;
}

/** Where the catalogue does not say what documentation says. Anything else that differs is a mistake. */
const deliberate: readonly DeliberateDifference[] = [
  {
    at: /:ER\.EC$/,
    field: 'max',
    documented: 3,
    here: 9999,
    reason: '1 to 3 counts digits, and codes of four digits exist',
  },
  {
    at: /^CG:CT:fromDialer:ER\.EC$/,
    field: 'kind',
    documented: 'string',
    here: 'integer',
    reason: 'a number on every other interface, and digits in each example',
  },
  {
    at: /^CG:MA:toDialer:E\w\.CS$/,
    field: 'kind',
    documented: 'string',
    here: 'count',
    reason: 'its limits are numbers, not lengths',
  },
  {
    at: /\.DT$/,
    field: 'kind',
    documented: 'string',
    here: 'data',
    reason: 'line-of-business data have one kind, whether a topic calls them string or struct',
  },
  {
    at: /:ER\.FM$/,
    field: 'kind',
    documented: 'string',
    here: 'quoted',
    reason: 'stands between double quotes and may hold separators',
  },
  { at: /\.CN$/, field: 'kind', documented: 'string', here: 'name', reason: 'names must not hold certain characters' },
  {
    at: /\.TD$/,
    field: 'kind',
    documented: 'string',
    here: 'tenant',
    reason: 'tenants are letters, digits and _ only',
  },
  {
    at: /^CG:CT:toDialer:LC\.OD$/,
    field: 'kind',
    documented: 'double',
    here: 'decimal',
    reason: 'its limits 0 to 9.99 are values, not lengths',
  },
  {
    at: /^CG:CA:toDialer:OC\.(TT|UT)$/,
    field: 'kind',
    documented: 'unknown',
    here: 'string',
    reason: 'its type is not documented; a string takes whatever comes',
  },
  {
    at: /^CG:MA:fromDialer:(AZ|CZ|MZ|VZ)\.\w\w$/,
    field: 'name',
    documented: null,
    reason: 'its name is not documented, so its code in lower case stands for it',
  },
  {
    at: /^CG:MA:toDialer:P1\.LF$/,
    field: 'name',
    documented: 'defaultLFO',
    here: 'defaultLFOLf',
    reason: 'another parameter of P1 has the same name',
  },
  {
    at: /^CG:MA:fromDialer:WP$/,
    field: 'aliases',
    documented: undefined,
    here: ['NP'],
    reason: 'its own example is printed with NP',
  },
  {
    at: /^CG:MA:toDialer:EO$/,
    field: 'rules',
    documented: undefined,
    here: [{ rule: 'atLeastOne', codes: ['FO', 'SO'] }],
    reason: 'stated in words, not in the table',
  },
];

/**
 * Parameters that documentation does not list for a message, and sister messages have: what names the call, its tenant, and the
 * token that asks for an answer. Without them a report of a call could neither be matched to the call nor be acknowledged.
 */
const additions: ReadonlyMap<string, readonly string[]> = new Map([
  ['CG:CT:toDialer:CF', ['SI', 'TK']],
  ['CG:CT:toDialer:LC', ['SI', 'TD', 'TK']],
  ['CG:AG:toDialer:TC', ['SI', 'TD', 'TK', 'TN']],
  ['CG:AG:toDialer:BD', ['SI', 'TN']],
  ['CG:AG:fromDialer:NB', ['SI', 'TK']],
  ['CG:AG:fromDialer:AC', ['SI', 'TK']],
]);

const catalogue: readonly MessageDefinition[] = messages;
const facts = readFacts('messages');

type Place = Pick<MessageDefinition, 'code' | 'service' | 'interface'> & { readonly direction: string };

function keyOf({ service, interface: layer, direction, code }: Place): string {
  return `${service}:${layer}:${direction}:${code}`;
}

const kinds: Readonly<Record<NonNullable<ParameterFacts[2]> | 'unknown', ValueKind | 'unknown'>> = {
  string: 'string',
  int: 'integer',
  double: 'double',
  boolean: 'flag',
  struct: 'data',
  unknown: 'unknown',
};

type Comparable = Readonly<Record<string, unknown>>;

function documentedMessage({ name, since, complete, example, params }: MessageFacts): Comparable {
  const completeness = complete === null ? 'namedOnly' : complete ? 'complete' : 'partial';
  const codes = params.map(([code]) => code);
  return { name, since: since ?? undefined, completeness, example: example ?? undefined, codes };
}

function ourMessage(definition: MessageDefinition): Comparable {
  const { name, since, completeness, example, parameters, aliases, rules } = definition;
  const added = additions.get(keyOf(definition)) ?? [];
  const codes = parameters.map(({ code }) => code).filter((code) => !added.includes(code));
  return { name, since, completeness, example, codes, aliases, rules };
}

function documentedParameter([, name, type, mandatory, min, max, since, certainty]: ParameterFacts): Comparable {
  const camelCase = name && name.slice(0, 1).toLowerCase() + name.slice(1);
  const kind = kinds[type ?? 'unknown'];
  // A flag has no value that could have limits.
  const limits = kind === 'flag' ? {} : { min: min ?? undefined, max: max ?? undefined };
  return { name: camelCase, kind, mandatory: mandatory === true, ...limits, since: since ?? undefined, certainty };
}

function ourParameter({ name, kind, mandatory, min, max, since, certainty }: ParameterDefinition): Comparable {
  return { name, kind, mandatory: mandatory === true, min, max, since, certainty: certainty ?? 'documented' };
}

function compare(at: string, documented: Comparable, here: Comparable): readonly Difference[] {
  const fields = [...new Set([...Object.keys(documented), ...Object.keys(here)])];
  return fields
    .filter((field) => JSON.stringify(documented[field]) !== JSON.stringify(here[field]))
    .map((field) => ({ at, field, documented: documented[field], here: here[field] }));
}

function differencesOf(message: MessageFacts): readonly Difference[] {
  const at = keyOf(message);
  const definition = catalogue.find((candidate) => keyOf(candidate) === at);
  if (definition === undefined) return [{ at, field: 'message', documented: message.name, here: undefined }];
  const ofParameters = message.params.flatMap((parameter) => {
    const ours = definition.parameters.find(({ code }) => code === parameter[0]);
    return ours ? compare(`${at}.${parameter[0]}`, documentedParameter(parameter), ourParameter(ours)) : [];
  });
  return [...compare(at, documentedMessage(message), ourMessage(definition)), ...ofParameters];
}

function accounts(entry: DeliberateDifference, { at, field, documented, here }: Difference): boolean {
  if (!entry.at.test(at) || entry.field !== field || entry.documented !== documented) return false;
  return entry.here === undefined || JSON.stringify(entry.here) === JSON.stringify(here);
}

const differences = facts.flatMap(differencesOf);

describe('the catalogue, compared with the documented facts', () => {
  test('has the same messages', () => {
    expect(catalogue.map(keyOf).toSorted()).toEqual(facts.map(keyOf).toSorted());
    expect(facts.map(({ complete }) => complete === null).filter(Boolean)).toHaveLength(25);
    expect(facts).toHaveLength(173);
  });

  test('agrees on every message and parameter, except for the listed differences', () => {
    const unlisted = differences.filter((difference) => !deliberate.some((entry) => accounts(entry, difference)));
    expect(unlisted).toEqual([]);
  });

  test.each(deliberate.map((entry) => [`${entry.at} ${entry.field}: ${entry.reason}`, entry] as const))(
    'differs in %s',
    (_, entry) => {
      expect(differences.some((difference) => accounts(entry, difference))).toBe(true);
    },
  );

  test('uses the code as the name if no name is documented', () => {
    const named = differences.filter(({ field, documented }) => field === 'name' && documented === null);
    expect(named.length).toBeGreaterThan(0);
    for (const { at, here } of named) expect(here).toBe(at.slice(-2).toLowerCase());
  });

  test.each([...additions])('has parameters of %s that are inferred: %j', (key, codes) => {
    const documented = facts.find((message) => keyOf(message) === key)?.params.map(([code]) => code);
    const parameters = catalogue.find((definition) => keyOf(definition) === key)?.parameters ?? [];
    for (const code of codes) {
      expect(documented).not.toContain(code);
      expect(parameters.find((parameter) => parameter.code === code)?.certainty).toBe('inferred');
    }
  });
});
