import { existsSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { type PackedProject, packedProject } from './packed-project.ts';

/** A first program: encodes an EO for the release of a dialer. */
const program = `import { encode } from '@sdmp/codec';
import { release, typedMessage } from '@sdmp/protocol';
import { enumerateOutcomes } from '@sdmp/protocol/messages';

const eo = typedMessage(enumerateOutcomes, release('10.6.660'));
const request = eo.build({
  transactionIdentifier: 'Sales1',
  campaignName: 'Sales',
  successOutcomes: true,
  rateControl: 500,
});
console.log(new TextDecoder().decode(encode(request)).replace('\\0', '<NUL>'));
`;

/** Variants of the program with one mistake, and the compiler's error for each. */
const mistakes = [
  { file: 'unknown.ts', right: 'campaignName', wrong: 'campainName', says: "'campainName' does not exist" },
  { file: 'text.ts', right: '500', wrong: "'500'", says: "Type 'string' is not assignable to type 'number'" },
  {
    file: 'missing.ts',
    right: "transactionIdentifier: 'Sales1',",
    wrong: '',
    says: "'transactionIdentifier' is missing",
  },
  { file: 'neither.ts', right: 'successOutcomes: true,', wrong: '', says: "Outcomes' is missing" },
];

const minute = 60_000;

describe('a project with only the tarballs installed', () => {
  let project: PackedProject;

  beforeAll(async () => {
    project = await packedProject();
    return async () => {
      await project[Symbol.asyncDispose]();
      expect(existsSync(project.directory)).toBe(false);
    };
  }, minute);

  test('builds an EO', async () => {
    expect(await project.run(program)).toBe('CG:MA:EO\\CNSales\\CS500\\SO\\TXSales1<NUL>\n');
  });

  test.each(['node16', 'bundler'] as const)(
    'type-checks with module resolution %s',
    async (resolution) => {
      expect(await project.compile({ 'program.ts': program }, resolution)).toEqual({ isRight: true, output: '' });
    },
    minute,
  );

  test(
    'does not compile with a wrong or a missing parameter',
    async () => {
      const programs = Object.fromEntries(
        mistakes.map(({ file, right, wrong }) => [file, program.replace(right, wrong)]),
      );
      const { isRight, output } = await project.compile(programs, 'node16');
      expect(isRight).toBe(false);
      for (const { file, says } of mistakes) {
        const [, error = ''] = output.split(new RegExp(`^${file}\\(\\d+,\\d+\\): error TS`, 'm'));
        expect(error.replace(/^\w+\.ts\(.*/ms, ''), file).toContain(says);
      }
    },
    minute,
  );
});
