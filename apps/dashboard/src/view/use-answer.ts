import { type ReadonlySignal, type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { askJson, type Query } from '../api/ask.ts';
import { ApiProblem } from '../api/problem.ts';

/** An answer of the API, and why it is not here or not up to date. */
export interface Answered<Answer> {
  /** Undefined until it is here. */
  readonly answer: ReadonlySignal<Answer | undefined>;
  /** Empty if there is none. */
  readonly problem: ReadonlySignal<string>;
}

export interface AnswerOptions {
  readonly query?: Query;
  /** Time after which it is asked for again. Default: never. */
  readonly everyMs?: number;
}

/** Asks the API while the component is shown. What is shown stays when it cannot be asked again. */
export function useAnswer<Answer>(path: string, { query = {}, everyMs }: AnswerOptions = {}): Answered<Answer> {
  const answer: Signal<Answer | undefined> = useSignal<Answer | undefined>(undefined);
  const problem = useSignal('');
  useEffect(() => {
    const stopping = new AbortController();
    const read = async (): Promise<void> => {
      try {
        answer.value = await askJson<Answer>(path, { query, signal: stopping.signal });
        problem.value = '';
      } catch (error) {
        if (!stopping.signal.aborted) problem.value = ApiProblem.from(error).message;
      }
    };
    void read();
    const timer = everyMs === undefined ? undefined : setInterval(() => void read(), everyMs);
    return () => {
      clearInterval(timer);
      stopping.abort();
    };
  }, [path, JSON.stringify(query)]);
  return { answer, problem };
}
