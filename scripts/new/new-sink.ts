import { camelCase, changeset, kebabName, pascalCase } from './names.ts';
import type { Scaffold } from './scaffold.ts';

function sinkText(name: string): string {
  const type = pascalCase(name);
  return `import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { jsonLine } from '../lines/json-line.ts';
import { closedSink, unavailable } from '../sink-error.ts';
import type { Refused, Sink, SinkOutcome } from '../sink.ts';

/** Options of \`${camelCase(name)}Sink\`. */
export interface ${type}Options {
  /** File to append to, made when it is not there. */
  readonly path: string;
  /** Outcomes of one batch, at most. Default 1000. */
  readonly batch?: number;
}

/** Appends outcomes to a file as JSON, a line each. After a crash the last batch may be there twice; readers go by the id. */
export function ${camelCase(name)}Sink(options: ${type}Options): Sink {
  return new ${type}Sink(options);
}

class ${type}Sink implements Sink {
  readonly kind = '${camelCase(name)}';
  readonly preferredOutcomes: number;
  readonly #path: string;
  #isOpen = false;

  constructor({ path, batch = 1000 }: ${type}Options) {
    this.#path = path;
    this.preferredOutcomes = batch;
  }

  async open(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    await this.#attempt(() => mkdir(dirname(this.#path), { recursive: true }));
    this.#isOpen = true;
  }

  async deliver(batch: readonly SinkOutcome[], signal: AbortSignal): Promise<readonly Refused[]> {
    if (!this.#isOpen) throw closedSink(this.kind);
    signal.throwIfAborted();
    if (batch.length > 0) await this.#attempt(() => appendFile(this.#path, batch.map(jsonLine).join(''), { flush: true }));
    return [];
  }

  async close(): Promise<void> {
    this.#isOpen = false;
  }

  async #attempt(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      throw unavailable('the file cannot be written', { cause });
    }
  }
}
`;
}

function testText(name: string): string {
  const sink = `${camelCase(name)}Sink`;
  return `import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { sinkSuite, type SinkSubject } from '../src/suite/index.ts';
import { ${sink} } from '../src/${name}/index.ts';

describe('the ${name} sink', () => {
  const open = async (): Promise<SinkSubject> => {
    const directory = await mkdtemp(join(tmpdir(), 'sdmp-${name}-'));
    const path = join(directory, 'outcomes.jsonl');
    return {
      sink: ${sink}({ path }),
      // A reader that goes by ids.
      received: async () => {
        const text = await readFile(path, 'utf8').catch(() => '');
        const lines = text.split('\\n').slice(0, -1);
        return [...new Set(lines.map((line) => (JSON.parse(line) as { id: string }).id))];
      },
      again: async () => ${sink}({ path }),
      dispose: () => rm(directory, { recursive: true }),
    };
  };
  for (const { name, run } of sinkSuite(open, { outages: false })) test(name, run);
});
`;
}

function kindText(name: string): string {
  return `import { filePath } from '../../config/config-paths.ts';
import { batchOf } from './sink-fields.ts';
import { defineSinkKind } from './sink-kind.ts';

export const ${camelCase(name)} = defineSinkKind({
  name: '${camelCase(name)}',
  description: 'Appends outcomes to a file as JSON, a line each.',
  shape: {
    path: filePath.describe('File to append to, made when it is not there; relative to this file.'),
    batch: batchOf(1000),
  },
  mapPaths: (options, map) => ({ ...options, path: map('path', options.path, 'file') }),
  make: async (options) => {
    const { ${camelCase(name)}Sink } = await import('@sdmp/sinks/${name}');
    return ${camelCase(name)}Sink(options);
  },
});
`;
}

/** Adds a sink to the packages and to the configuration of the bridge. Returns what is to be done next. */
export function newSink(scaffold: Scaffold, [first]: readonly string[]): string {
  const name = kebabName(first);
  const variable = camelCase(name);
  scaffold.add(`packages/sinks/src/${name}/index.ts`, sinkText(name));
  scaffold.add(`packages/sinks/test/${name}.test.ts`, testText(name));
  scaffold.insertBefore(
    'packages/sinks/package.json',
    '    "./suite": {',
    `    "./${name}": {\n      "types": "./dist/${name}.d.ts",\n      "default": "./dist/${name}.js"\n    },\n`,
  );
  scaffold.insertBefore(
    'packages/sinks/tsup.config.ts',
    "      'standard-output':",
    `      '${name}': 'src/${name}/index.ts',\n`,
  );
  scaffold.change('knip.json', (text) =>
    text.replace('standard-output}/index.ts', `standard-output,${name}}/index.ts`),
  );
  scaffold.add(`apps/bridge/src/sinks/kinds/${name}.ts`, kindText(name));
  scaffold.change('apps/bridge/src/sinks/kinds/sink-kinds.ts', (text) =>
    `import { ${variable} } from './${name}.ts';\n${text}`.replace(/\];\n$/, `, ${variable}];\n`),
  );
  scaffold.add(
    `packages/sinks/docs/${name}.md`,
    `# The sink \`${variable}\`\n\nAppends outcomes to a file as JSON, a line each.\n\n\`\`\`yaml\nsinks:\n  - name: copy\n    ${variable}: { path: ./outcomes.jsonl }\n\`\`\`\n`,
  );
  scaffold.add(`.changeset/${name}-sink.md`, changeset(['@sdmp/sinks', '@sdmp/bridge'], `The sink \`${variable}\`.`));
  return `format, cd packages/sinks && npx tsup && npx vitest run test/${name}.test.ts; then write deliver in src/${name}/index.ts, and bridge.schema.json anew`;
}
