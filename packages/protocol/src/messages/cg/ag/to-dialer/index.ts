import { agentAvailable } from './aa-agent-available.ts';
import { agentLogin } from './al-agent-login.ts';
import { agentMoving } from './am-agent-moving.ts';
import { agentUnavailable } from './au-agent-unavailable.ts';
import { beginDial } from './bd-begin-dial.ts';
import { callDisconnect, dataLookup, playMessage, staticAgentConfig } from './named-only.ts';
import { groupMembership } from './gm-group-membership.ts';
import { logOut } from './lo-log-out.ts';
import { previewNow } from './pn-preview-now.ts';
import { requeue } from './rq-requeue.ts';
import { requestRecording } from './rr-request-recording.ts';
import { startWrap } from './sw-start-wrap.ts';
import { transferAcknowledge } from './ta-transfer-acknowledge.ts';
import { transactionComplete } from './tc-transaction-complete.ts';
import { transferRequest } from './tr-transfer-request.ts';
import { userAuthenticate } from './ua-user-authenticate.ts';

/** Messages of CG:AG, to the dialer, by code. */
export const cgAgToDialer = [
  agentAvailable,
  agentLogin,
  agentMoving,
  agentUnavailable,
  beginDial,
  callDisconnect,
  dataLookup,
  groupMembership,
  logOut,
  playMessage,
  previewNow,
  requeue,
  requestRecording,
  startWrap,
  transferAcknowledge,
  transactionComplete,
  transferRequest,
  userAuthenticate,
  staticAgentConfig,
] as const;
