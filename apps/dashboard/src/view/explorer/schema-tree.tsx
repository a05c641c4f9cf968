import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { type Description, resolved, type Schema, typeWords } from '../../api/description.ts';

export interface SchemaTreeProps {
  readonly schema: Schema;
  readonly description: Description;
}

/** Returns the schema with members behind a schema: itself, what a list holds, or one of several. */
function shapeOf(given: Schema, description: Description): Schema | undefined {
  const schema = resolved(given, description);
  if (schema.properties !== undefined) return schema;
  if (schema.items !== undefined) return shapeOf(schema.items, description);
  for (const each of schema.anyOf ?? schema.oneOf ?? []) {
    const shape = shapeOf(each, description);
    if (shape !== undefined) return shape;
  }
  return undefined;
}

/** Shows the members of a schema. Those that have members themselves open on demand, because a schema may contain itself. */
export function SchemaTree({ schema, description }: SchemaTreeProps): JSX.Element {
  const shape = shapeOf(schema, description);
  if (shape?.properties === undefined) return <p>{typeWords(schema)}</p>;
  return (
    <ul class="schema">
      {Object.entries(shape.properties).map(([name, each]) => (
        <Member
          key={name}
          name={name}
          schema={each}
          isRequired={shape.required?.includes(name) === true}
          description={description}
        />
      ))}
    </ul>
  );
}

interface MemberProps extends SchemaTreeProps {
  readonly name: string;
  readonly isRequired: boolean;
}

function Member({ name, schema, isRequired, description }: MemberProps): JSX.Element {
  const isOpen = useSignal(false);
  const said = schema.description ?? resolved(schema, description).description;
  const line = (
    <>
      <code>{name}</code> <span class="faint">{`${typeWords(schema)}${isRequired ? '' : ', may be absent'}`}</span>
      {said === undefined ? null : ` ${said}`}
    </>
  );
  if (shapeOf(schema, description) === undefined) return <li>{line}</li>;
  return (
    <li>
      <details
        onToggle={({ currentTarget }) => {
          isOpen.value = currentTarget.open;
        }}
      >
        <summary>{line}</summary>
        {isOpen.value ? <SchemaTree schema={schema} description={description} /> : null}
      </details>
    </li>
  );
}
