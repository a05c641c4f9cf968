import type { Message } from '@sdmp/codec';
import { codeOf, errorReport, explainError } from '@sdmp/protocol';

const errorCode = codeOf(errorReport, 'errorCode');
const reasonCode = codeOf(errorReport, 'message');

/** The number of an ER, and what it means in words. */
export interface RejectionWords {
  readonly code: number;
  /** `error 803: ` and what the catalogue or else the service says of it. */
  readonly words: string;
}

/** Returns what an ER says; undefined for any other message. Nothing of the message that it rejects is repeated. */
export function rejectionOf(message: Message): RejectionWords | undefined {
  if (message.code !== errorReport.code) return undefined;
  const code = Number(message.get(errorCode));
  const said = message.get(reasonCode);
  return { code, words: `error ${code}: ${explainError(code)?.meaning ?? said ?? 'no cause given'}` };
}
