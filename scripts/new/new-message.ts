import { UsageError } from '../usage.ts';
import { changeset, literal, summaryOf } from './names.ts';
import type { Scaffold } from './scaffold.ts';

const folder = 'packages/protocol/src/messages/cg/ma/to-dialer';

interface Facts {
  readonly [name: string]: unknown;
}

/** Adds a request of the management interface to the catalogue. Returns what is to be done next. */
export function newMessage(scaffold: Scaffold, [code = '', name = '', words]: readonly string[]): string {
  if (!/^[A-Z][A-Z0-9]$/.test(code))
    throw new UsageError(`a code is a capital letter and another or a digit, not '${code}'`);
  if (!/^([A-Z][a-z0-9]+)+$/.test(name)) throw new UsageError(`a name is written as TestMessage, not '${name}'`);
  const summary = summaryOf(words);
  const variable = name.charAt(0).toLowerCase() + name.slice(1);
  const kebab = name.replaceAll(/(?<!^)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
  const file = `${code.toLowerCase()}-${kebab}.ts`;
  scaffold.add(
    `${folder}/${file}`,
    `import { defineMessage } from '../../../../define-message.ts';
import { token } from '../../../parameters/envelope.ts';
import { campaignName, tenantDescriptor } from '../../../parameters/scope.ts';

export const ${variable} = defineMessage({
  code: '${code}',
  name: '${name}',
  service: 'CG',
  interface: 'MA',
  direction: 'toDialer',
  completeness: 'complete',
  summary: ${literal(summary)},
  source: '/Suite/API-Guide/management/toDialer/${code}-${name}.htm',
  parameters: [{ ...campaignName, mandatory: true }, tenantDescriptor, token],
});
`,
  );
  scaffold.change(`${folder}/index.ts`, (text) => {
    if (new RegExp(`^import .*'\\./${code.toLowerCase()}-`, 'm').test(text))
      throw new UsageError(`CG:MA has ${code} to the dialer already`);
    const list = text.indexOf('\n/** Messages of');
    return `${text.slice(0, list)}import { ${variable} } from './${file}';\n${text.slice(list)}`.replace(
      /\n\] as const/,
      `\n  ${variable},\n] as const`,
    );
  });
  scaffold.change(
    'packages/protocol/src/messages.ts',
    (text) => `${text}export { ${variable} } from './messages/cg/ma/to-dialer/${file}';\n`,
  );
  scaffold.change('packages/protocol/src/fixtures/messages.json', (text) => {
    const facts: Facts = {
      code,
      name,
      service: 'CG',
      interface: 'MA',
      direction: 'toDialer',
      since: null,
      complete: true,
      example: null,
      params: [
        ['CN', 'CampaignName', 'string', true, 1, 80, null, 'documented'],
        ['TD', 'TenantDescriptor', 'string', false, 1, 80, null, 'documented'],
        ['TK', 'Token', 'string', false, 1, 80, null, 'documented'],
      ],
    };
    return text.replace(/\n\]\s*$/, `,\n  ${JSON.stringify(facts)}\n]\n`);
  });
  scaffold.change('packages/protocol/src/catalogue-facts.test.ts', (text) =>
    text.replace(
      /expect\(facts\)\.toHaveLength\((\d+)\)/,
      (_, count: string) => `expect(facts).toHaveLength(${Number(count) + 1})`,
    ),
  );
  scaffold.change('packages/protocol/README.md', (text) =>
    text.replace(
      /(\d+) messages with parameters/,
      (_, count: string) => `${Number(count) + 1} messages with parameters`,
    ),
  );
  scaffold.add(
    `.changeset/message-${code.toLowerCase()}.md`,
    changeset(['@sdmp/protocol'], `The catalogue has ${code} ${name}.`),
  );
  return 'format, cd packages/protocol && npx vitest run; then correct parameters and facts, and node scripts/reference.ts';
}
