import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { truth } from '../store/store.ts';
import { Mark } from './mark.tsx';

/** Time after which a change is read out, so that brief changes are not. */
const newsMs = 2000;
/** Maximum number of further problems shown; the rest are counted. */
const othersShown = 6;

/** Shows in words, colour and shape whether everything arrives. */
export function HeadLine(): JSX.Element {
  const { level, text, detail, todo, others } = truth.value.head;
  const shown = others.slice(0, othersShown);
  return (
    <section class={`head-line ${level}`} aria-label="Overall state">
      <Mark level={level} />
      <div class="words">
        <h1>{text}</h1>
        {detail === '' ? null : <p>{detail}</p>}
        {todo === '' ? null : <p class="todo">{todo}</p>}
      </div>
      {shown.length === 0 ? null : (
        <ul class="others">
          {shown.map(({ key, level: of, text: words, reason }) => (
            <li key={key} title={reason}>
              <Mark level={of} />
              {words}
            </li>
          ))}
          {others.length > shown.length ? <li>and {others.length - shown.length} more</li> : null}
        </ul>
      )}
      <News />
    </section>
  );
}

/** Announces changes of the problems to screen readers, but not every figure. */
function News(): JSX.Element {
  const announced = useSignal('');
  const key = useComputed(() => truth.value.head.key);
  useSignalEffect(() => {
    void key.value;
    const timer = setTimeout(() => {
      const { text, todo, others } = truth.peek().head;
      announced.value = [text, ...others.map((each) => each.text), todo].filter((each) => each !== '').join('. ');
    }, newsMs);
    return () => clearTimeout(timer);
  });
  return (
    <p class="unseen" role="status">
      {announced.value}
    </p>
  );
}
