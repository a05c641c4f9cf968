import type { JSX } from 'preact';
import {
  type Description,
  exampleOf,
  type Operation,
  type Parameter,
  type Schema,
  typeWords,
} from '../../api/description.ts';
import { type Column, Table } from '../table/table.tsx';
import { SchemaTree } from './schema-tree.tsx';
import { Try } from './try.tsx';

const columns: readonly Column<Parameter>[] = [
  { title: 'Parameter', isName: true, cell: ({ name }) => <code>{name}</code>, csv: {} },
  { title: 'In', className: 'wide', cell: (parameter) => parameter.in, csv: {} },
  {
    title: 'Value',
    cell: ({ schema, required }) => (
      <>
        {typeWords(schema)}
        {schema.default === undefined ? '' : `; default ${JSON.stringify(schema.default)}`}
        {required === true ? <b> required</b> : null}
      </>
    ),
    csv: {},
  },
  {
    title: 'What',
    className: 'wide',
    cell: ({ description, schema }) => description ?? schema.description ?? '',
    csv: {},
  },
];

export interface OperationProps {
  readonly operation: Operation;
  readonly description: Description;
}

interface ShapeProps {
  readonly title: string;
  readonly schema: Schema | undefined;
  readonly description: Description;
}

/** Shows a schema, and an example of it. */
function Shape({ title, schema, description }: ShapeProps): JSX.Element {
  return (
    <section>
      <h4>{title}</h4>
      {schema === undefined ? null : (
        <>
          <SchemaTree schema={schema} description={description} />
          <details>
            <summary>Example</summary>
            <pre tabIndex={0}>{JSON.stringify(exampleOf(schema, description), null, 2)}</pre>
          </details>
        </>
      )}
    </section>
  );
}

/** Shows a request: what it takes and what it answers. */
export function OperationView({ operation, description }: OperationProps): JSX.Element {
  const { method, path, summary, parameters, body, status, answer } = operation;
  const content = Object.entries(answer.content ?? {});
  return (
    <article>
      <h3>
        {method} <code>/api/v1{path}</code>
      </h3>
      <p>
        {summary} <span class="faint">{operation.description}</span>
      </p>
      {parameters.length === 0 ? null : (
        <Table caption="Parameters" columns={columns} rows={parameters} keyOf={({ name }) => name} />
      )}
      {method === 'GET' ? <Try operation={operation} /> : null}
      {body.map(([type, schema]) => (
        <Shape key={type} title={`Body: ${type}`} schema={schema} description={description} />
      ))}
      {content.length === 0 ? (
        <p>
          Answer {status}: {answer.description}
        </p>
      ) : (
        content.map(([type, { schema }]) => (
          <Shape
            key={type}
            title={`Answer ${status}: ${type}. ${answer.description ?? ''}`}
            schema={schema}
            description={description}
          />
        ))
      )}
    </article>
  );
}
