import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { apiAddress, ask, type Query } from '../../api/ask.ts';
import type { Operation, Parameter } from '../../api/description.ts';
import { count, counted } from '../../format/numbers.ts';
import { token } from '../../store/session.ts';
import { act, idle, type Progress } from '../action.ts';

const streamType = 'text/event-stream';
/** Characters of an answer that are shown. */
const mostShown = 100_000;

interface Sent {
  readonly path: string;
  readonly query: Query;
}

function requestOf({ path, parameters }: Operation, values: Readonly<Record<string, string>>): Sent {
  const valueOf = ({ name }: Parameter): string => values[name] ?? '';
  const named = (place: Parameter['in']): readonly Parameter[] => parameters.filter((each) => each.in === place);
  const filled = named('path').reduce(
    (text, each) => text.replace(`{${each.name}}`, encodeURIComponent(valueOf(each))),
    path,
  );
  const given = named('query').filter((each) => valueOf(each) !== '');
  return { path: filled, query: Object.fromEntries(given.map((each) => [each.name, valueOf(each)])) };
}

/** Returns the same request as a command; the token is not in it. */
function commandOf({ path, query }: Sent, isStream: boolean): string {
  const address = `${location.origin}${apiAddress(path, query)}`.replaceAll(/[$`"\\]/g, String.raw`\$&`);
  const allows = token.value === '' ? '' : '-H "Authorization: Bearer $TOKEN" ';
  return `curl ${isStream ? '-N ' : ''}${allows}"${address}"`;
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** Sends a request that reads, with the values that are entered, and shows the answer. */
export function Try({ operation }: { readonly operation: Operation }): JSX.Element {
  const values = useSignal<Readonly<Record<string, string>>>({});
  const answer = useSignal('');
  const progress = useSignal<Progress>(idle);
  const { parameters } = operation;
  const isStream = operation.answer.content?.[streamType] !== undefined;
  const request = requestOf(operation, values.value);
  const isReady = parameters.every(({ name, required }) => required !== true || (values.value[name] ?? '') !== '');
  const send = (): Promise<void> =>
    act(progress, async () => {
      answer.value = '';
      const response = await ask(request.path, { query: request.query });
      const text = pretty(await response.text());
      answer.value = text.slice(0, mostShown);
      const cut = text.length > mostShown ? `, of which the first ${count(mostShown)} are shown` : '';
      return `${response.status}, ${counted(text.length, 'character', 'characters')}${cut}`;
    });
  const { isBusy, isBad, words } = progress.value;
  return (
    <form
      class="try"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      {parameters.map((parameter) => (
        <Field
          key={parameter.name}
          parameter={parameter}
          value={values.value[parameter.name] ?? ''}
          onValue={(value) => {
            values.value = { ...values.value, [parameter.name]: value };
          }}
        />
      ))}
      <pre tabIndex={0}>{commandOf(request, isStream)}</pre>
      {isStream ? (
        <p class="note">A stream without end: read it with the command.</p>
      ) : (
        <button class="main" type="submit" disabled={isBusy || !isReady}>
          Send
        </button>
      )}
      <p role="status" class={isBad ? 'error' : 'note'}>
        {words}
      </p>
      {answer.value === '' ? null : (
        <pre class="answer" tabIndex={0} aria-label="Answer">
          {answer.value}
        </pre>
      )}
    </form>
  );
}

interface FieldProps {
  readonly parameter: Parameter;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

function Field({ parameter: { name, schema }, value, onValue }: FieldProps): JSX.Element {
  const options = schema.enum?.map(String) ?? (schema.type === 'boolean' ? ['true', 'false'] : undefined);
  return (
    <label>
      <span>{name}</span>
      {options === undefined ? (
        <input
          value={value}
          autocomplete="off"
          spellcheck={false}
          placeholder={schema.default === undefined ? '' : JSON.stringify(schema.default)}
          onInput={({ currentTarget }) => onValue(currentTarget.value)}
        />
      ) : (
        <select value={value} onChange={({ currentTarget }) => onValue(currentTarget.value)}>
          <option value="">–</option>
          {options.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      )}
    </label>
  );
}
