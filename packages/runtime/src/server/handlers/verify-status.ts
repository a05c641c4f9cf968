import { acknowledgedCount, codeOf, verifyStatus } from '@sdmp/protocol';
import type { RequestHandler } from '../request-context.ts';

const tokenCode = codeOf(verifyStatus, 'token');
const intervalCode = codeOf(verifyStatus, 'verifyInterval');

/**
 * VS: the heartbeat, and the acknowledgement inside its TK. An acknowledgement is verified once the moved positions are on
 * disk, so that a client may forget what it has sent back; readiness is advised at once.
 */
export const handleVerifyStatus: RequestHandler = (context, session, request) => {
  const { replies, saver } = context;
  const interval = request.get(intervalCode);
  const count = acknowledgedCount(request.get(tokenCode) ?? '');
  if (count === undefined) {
    replies.verify(session, request);
  } else {
    session.acknowledge(count);
    void saver.flush().then((isSaved) => {
      if (isSaved) replies.verify(session, request);
    });
  }
  if (interval === undefined) replies.advise(session, request.isRouted);
  else session.adviseEvery(Number(interval), () => replies.advise(session, request.isRouted));
  return undefined;
};
