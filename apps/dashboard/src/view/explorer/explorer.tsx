import type { JSX } from 'preact';
import { type Description, type Operation, operationsOf } from '../../api/description.ts';
import { goTo, place } from '../../store/place.ts';
import { Loading } from '../loading.tsx';
import { useAnswer } from '../use-answer.ts';
import { OperationView } from './operation.tsx';

/** Shows every request that the API answers; those that read can be tried. */
export function Explorer(): JSX.Element {
  const answered = useAnswer<Description>('/openapi.json');
  const { value: description } = answered.answer;
  if (description === undefined) return <Loading {...answered} />;
  const operations = operationsOf(description);
  const chosen = operations.find(({ id }) => id === place.value.api);
  return (
    <div class="explorer">
      <nav aria-label="Requests">
        {Array.from(
          Map.groupBy(operations, ({ resource }) => resource),
          ([resource, of]) => (
            <Resource key={resource} name={resource} operations={of} chosen={chosen} />
          ),
        )}
        <p>
          <a href="/api/v1/openapi.json" download="sdmp-bridge-openapi.json">
            Save the OpenAPI document
          </a>
        </p>
      </nav>
      <div>
        {chosen === undefined ? (
          <p class="note">Choose a request. Those that read can be tried here, with what your token allows.</p>
        ) : (
          <OperationView key={chosen.id} operation={chosen} description={description} />
        )}
      </div>
    </div>
  );
}

interface ResourceProps {
  readonly name: string;
  readonly operations: readonly Operation[];
  readonly chosen: Operation | undefined;
}

function Resource({ name, operations, chosen }: ResourceProps): JSX.Element {
  return (
    <>
      <h3>{name}</h3>
      <ul>
        {operations.map(({ id, method, path, summary }) => (
          <li key={id}>
            <button
              type="button"
              class="quiet"
              title={summary}
              aria-current={id === chosen?.id ? 'true' : undefined}
              onClick={() => goTo({ api: id })}
            >
              <b>{method}</b> {path}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
