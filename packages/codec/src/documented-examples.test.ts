import { readFileSync } from 'node:fs';
import { type Direction, identify, type MessageDefinition, messages, release } from '@sdmp/protocol';
import { describe, expect, test } from 'vitest';
import { decode } from './decode.ts';
import { format } from './format.ts';

interface DocumentedExample {
  readonly service: string;
  readonly interface: string;
  readonly direction: Direction;
  readonly code: string;
  readonly name: string;
  readonly example: string;
}

const examples = JSON.parse(
  readFileSync(new URL('./fixtures/documented-examples.json', import.meta.url), 'utf8'),
) as readonly DocumentedExample[];

const keyOf = ({ service, interface: layer, direction, code }: DocumentedExample | MessageDefinition): string =>
  `${service}:${layer}:${direction}:${code}`;

interface Difference {
  readonly problems: readonly string[];
  readonly reason: string;
  /** A release in which the example is valid. */
  readonly rightIn?: string;
}

const younger = 'The example is older than the parameter, which is mandatory since.';
const shortened = 'The example leaves out a parameter that the table marks as mandatory.';
const braces = 'The example abbreviates an id of 20 to 50 characters to {...}.';
const renamed = 'The example has ID where the table has YI.';

/** Contradictions of the documentation. We follow the tables, because reporting too much does not harm a reader. */
const differences: Readonly<Record<string, Difference>> = {
  'CG:AG:fromDialer:AR': { problems: ['missing YA', 'missing YC'], reason: younger, rightIn: '10.7.1056' },
  'CG:AG:fromDialer:NB': { problems: ['length YS'], reason: braces },
  'CG:CT:toDialer:IC': { problems: ['missing IC'], reason: younger, rightIn: '10.7.656' },
  'CG:CT:toDialer:LC': { problems: ['missing AN', 'missing DN', 'missing MS'], reason: shortened },
  'CG:CT:toDialer:ND': { problems: ['missing CA', 'missing SI'], reason: shortened },
  'CG:CT:toDialer:PR': { problems: ['missing CN'], reason: shortened },
  'CG:MA:fromDialer:AZ': { problems: ['missing DM'], reason: younger, rightIn: '10.6.503' },
  'CG:MA:fromDialer:IZ': { problems: ['length YA', 'length YS'], reason: braces },
  'CG:MA:fromDialer:MZ': { problems: ['missing SQ'], reason: younger, rightIn: '10.6.475' },
  'CG:MA:fromDialer:QZ': { problems: ['missing TS'], reason: shortened },
  'CG:MA:fromDialer:RZ': { problems: ['missing TS'], reason: shortened },
  'CG:MA:fromDialer:SZ': { problems: ['missing TS'], reason: shortened },
  'CG:MA:fromDialer:XZ': { problems: ['missing TS'], reason: shortened },
  'CG:MA:fromDialer:Z1': { problems: ['missing TS'], reason: shortened },
  'CG:MA:toDialer:AI': { problems: ['unknownParameter ID', 'missing YI'], reason: renamed },
  'CG:MA:toDialer:EN': {
    problems: ['length FA'],
    reason: 'The example has FA without the value that the table asks for.',
  },
  'CG:MA:toDialer:MR': { problems: ['missing TX'], reason: shortened },
  'CG:MA:toDialer:UI': { problems: ['unknownParameter ID', 'missing YI'], reason: renamed },
  'CG:MA:toDialer:UO': { problems: ['missing DT'], reason: shortened },
  'CG:US:fromDialer:TT': { problems: ['missing OS'], reason: shortened },
  'CM:DE:fromDialer:AB': { problems: ['missing CN'], reason: shortened },
  'CM:DE:fromDialer:PD': { problems: ['missing TX'], reason: younger, rightIn: '10.7.1024' },
  'CM:DE:toDialer:DD': { problems: ['missing CY'], reason: younger, rightIn: '10.7.829' },
  'CM:DE:toDialer:ES': { problems: ['missing TV'], reason: younger, rightIn: '10.6.848' },
  'CM:DE:toDialer:GA': { problems: ['missing TX'], reason: younger, rightIn: '10.7.1024' },
};

/** Codes shared by several interfaces: without service and interface the frame also matches the one on the right. */
const ambiguous: Readonly<Record<string, string>> = {
  'CG:AG:fromDialer:ER': 'CG:MA:fromDialer:ER',
  'CG:CA:fromDialer:ER': 'CG:MA:fromDialer:ER',
  'CG:CA:fromDialer:NB': 'CG:AG:fromDialer:NB',
  'CG:CA:fromDialer:US': 'CG:AG:fromDialer:US',
  'CG:CA:toDialer:GM': 'CG:AG:toDialer:GM',
  'CG:CA:toDialer:UA': 'CG:AG:toDialer:UA',
  'CG:CT:fromDialer:ER': 'CG:MA:fromDialer:ER',
};

const missing = /^(missingParameter|transactionMissing)$/;

describe.each(examples.map((documented) => [keyOf(documented), documented] as const))(
  'the example of %s',
  (key, documented) => {
    const message = decode(documented.example);
    const address = { service: documented.service, interface: documented.interface, code: message.code };

    test('is written unchanged', () => {
      expect(format(message)).toBe(documented.example);
    });

    test('is identified on its interface', () => {
      const found = identify(release(), address, message.fields, documented.direction).message?.definition;
      expect(found?.name).toBe(documented.name);
      expect(found === undefined ? undefined : keyOf(found)).toBe(key);
    });

    test('is identified by its code and parameters', () => {
      const found = identify(release(), message, message.fields, documented.direction).message?.definition;
      expect(found === undefined ? undefined : keyOf(found)).toBe(ambiguous[key] ?? key);
    });

    test('has no problems except the listed ones', () => {
      const { problems } = identify(release(), address, message.fields, documented.direction);
      const found = problems.map(({ rule, code }) => `${rule.replace(missing, 'missing')} ${code ?? ''}`);
      expect(found).toEqual(differences[key]?.problems ?? []);
      const rightIn = differences[key]?.rightIn;
      if (rightIn !== undefined) {
        expect(identify(release(rightIn), address, message.fields, documented.direction).problems).toEqual([]);
      }
    });
  },
);

test('each listed difference belongs to an example and has a reason', () => {
  const keys = examples.map(keyOf);
  for (const [key, { reason }] of Object.entries(differences)) {
    expect(keys).toContain(key);
    expect(reason).toMatch(/\.$/);
  }
});

test('each message whose definition has an example is covered', () => {
  const defined = messages.filter((definition) => 'example' in definition).map(keyOf);
  expect(examples.map(keyOf).toSorted()).toEqual(defined.toSorted());
});
