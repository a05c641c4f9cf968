import { JournalError } from '@sdmp/journal';
import { SdmpError } from '@sdmp/protocol';
import { STATUS_CODES } from 'node:http';
import { type Problem, problemType } from '../schema/problem.ts';

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

export interface HttpProblemOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly outcomes?: Problem['outcomes'];
  readonly cause?: unknown;
}

/** A request that cannot be answered as asked. `detail` is one line: what, where and what to do. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';
  readonly status: number;
  readonly code: string;
  readonly #options: HttpProblemOptions;

  constructor(status: number, code: string, detail: string, options: HttpProblemOptions = {}) {
    super(detail, options.cause === undefined ? undefined : { cause: options.cause });
    this.status = status;
    this.code = code;
    this.#options = options;
  }

  toJSON(): Problem {
    const { status, code, message } = this;
    const { outcomes } = this.#options;
    const title = STATUS_CODES[status] ?? 'Error';
    return {
      type: 'about:blank',
      title,
      status,
      detail: message,
      code,
      ...(outcomes === undefined ? {} : { outcomes: [...outcomes] }),
    };
  }

  toResponse(): Response {
    return new Response(`${JSON.stringify(this)}\n`, {
      status: this.status,
      headers: { 'content-type': problemType, 'cache-control': 'no-store', ...this.#options.headers },
    });
  }
}
