import { acknowledgedCount, codeOf, verifyStatus } from '@sdmp/protocol';
import type { RequestHandler } from '../request-context.ts';

const tokenCode = codeOf(verifyStatus, 'token');
const intervalCode = codeOf(verifyStatus, 'verifyInterval');

/** Acknowledgements of one socket that wait for the disk at once; later requests wait for it too. */
const maxUnverified = 100;

/**
 * VS: the heartbeat, and the acknowledgement inside its TK. An acknowledgement is verified once the moved positions are on
 * disk, so that a client may forget what it has sent back; readiness is advised at once.
 */
export const handleVerifyStatus: RequestHandler = (context, session, request) => {
  const { replies, saver } = context;
  const interval = request.get(intervalCode);
  const count = acknowledgedCount(request.get(tokenCode) ?? '');
  let verified: Promise<void> | undefined;
  if (count === undefined) {
    replies.verify(session, request);
  } else {
    session.acknowledge(count);
    session.unverified++;
    verified = saver.flush().then((isSaved) => {
      session.unverified--;
      if (isSaved) replies.verify(session, request);
    });
  }
  if (interval === undefined) replies.advise(session, request.isRouted);
  else session.adviseEvery(Number(interval), () => replies.advise(session, request.isRouted));
  // A disk that is slow must not gather the answers of a socket that asks on.
  return session.unverified > maxUnverified ? verified : undefined;
};
