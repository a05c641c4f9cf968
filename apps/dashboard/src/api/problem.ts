/** A failed API request. `code` comes from the API, or is `UNREACHABLE` without a response. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  /** HTTP status; 0 without a response. */
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, detail: string, options?: ErrorOptions) {
    super(detail, options);
    this.status = status;
    this.code = code;
  }

  static from(error: unknown): ApiProblem {
    if (error instanceof ApiProblem) return error;
    return new ApiProblem(0, 'UNREACHABLE', 'The bridge cannot be reached.', { cause: error });
  }
}

interface ProblemBody {
  readonly code?: unknown;
  readonly detail?: unknown;
}

/** Returns the problem described by an unsuccessful response. */
export async function problemIn(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => ({}))) as ProblemBody;
  const code = typeof body.code === 'string' ? body.code : `HTTP_${response.status}`;
  const detail = typeof body.detail === 'string' ? body.detail : `The bridge responded with status ${response.status}.`;
  return new ApiProblem(response.status, code, detail);
}
