import { JournalError } from '@sdmp/journal';
import { SdmpError } from '@sdmp/protocol';
import { HttpProblem } from './http-problem.ts';

const secondsUntilRetry = '5';

/** Any error as what a caller is told. What is no fault of the caller says nothing of the inside. */
export function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  if (error instanceof SdmpError && error.code === 'INVALID_OUTCOME') {
    return new HttpProblem(400, error.code, error.message, { cause: error });
  }
  if ((error instanceof SdmpError || error instanceof JournalError) && error.retryable) {
    const detail = 'the bridge cannot do that now; try again';
    return new HttpProblem(503, error.code, detail, { headers: { 'retry-after': secondsUntilRetry }, cause: error });
  }
  const detail = 'the bridge failed at this request; its log says why';
  return new HttpProblem(500, 'INTERNAL', detail, { cause: error });
}
