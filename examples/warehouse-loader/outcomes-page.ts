/** What is read of an outcome; the bridge's OpenAPI document has all of it. */
export interface LoadedOutcome {
  readonly position: number;
  readonly id: string;
  readonly time: string;
  readonly campaignName?: string;
  readonly sessionIdentifier?: string;
  readonly reasonName?: string;
  readonly success: boolean;
}

/** A page of `GET /outcomes`. */
export interface OutcomesPage {
  readonly outcomes: readonly LoadedOutcome[];
  /** Positions that retention or damage took. */
  readonly gaps?: readonly { readonly from: number; readonly to: number; readonly reason: string }[];
}

const requestTimeoutMs = 30_000;
const largestPage = 500;

/** Reads a page of outcomes from a position on, the oldest first. */
export async function readPage(bridge: string, from: number, token: string | undefined): Promise<OutcomesPage> {
  const address = new URL('/api/v1/outcomes', bridge);
  address.search = new URLSearchParams({ order: 'asc', limit: `${largestPage}`, from: `${from}` }).toString();
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(address, { headers, signal: AbortSignal.timeout(requestTimeoutMs) });
  if (!response.ok) throw new Error(`${address.pathname} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as OutcomesPage;
}
