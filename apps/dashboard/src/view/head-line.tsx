import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import type { JSX } from 'preact';
import { head } from '../store/store.ts';
import { Mark } from './mark.tsx';

/** News are read out once they have stood for so long: what comes and goes at once is no news. */
const newsMs = 2000;
/** Others are counted beyond so many. */
const othersShown = 6;

/** Says in words, colour and shape whether everything arrives. */
export function HeadLine(): JSX.Element {
  const { level, text, detail, others } = head.value;
  const shown = others.slice(0, othersShown);
  return (
    <section class={`head-line ${level}`} aria-label="How it is">
      <Mark level={level} />
      <div class="words">
        <h1>{text}</h1>
        <p>{detail}</p>
      </div>
      {shown.length === 0 ? null : (
        <ul class="others">
          {shown.map(({ key, level: of, text: words, detail: why }) => (
            <li key={key} title={why}>
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

/** Tells those who listen when something else is wrong, or nothing any more; not each figure. */
function News(): JSX.Element {
  const told = useSignal('');
  const key = useComputed(() => head.value.key);
  useSignalEffect(() => {
    void key.value;
    const timer = setTimeout(() => {
      const { text, others } = head.peek();
      told.value = [text, ...others.map((each) => each.text)].join('. ');
    }, newsMs);
    return () => clearTimeout(timer);
  });
  return (
    <p class="unseen" role="status">
      {told.value}
    </p>
  );
}
