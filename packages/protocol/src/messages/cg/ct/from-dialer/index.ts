import { campaignAssignment } from './ca-campaign-assignment.ts';
import { callDisconnect } from './cd-call-disconnect.ts';
import { callInitiate } from './ci-call-initiate.ts';
import { callTransfer } from './ct-call-transfer.ts';
import { disconnectHint } from './dh-disconnect-hint.ts';
import { dtmfPlay } from './dp-dtmf-play.ts';
import { errorReport } from './er-error-report.ts';
import { playMessage, requestRecording, requestUnavailable, timeoutQueue } from './named-only.ts';
import { switchLogin } from './sl-switch-login.ts';
import { unavailableGranted } from './ug-unavailable-granted.ts';

/** Messages of CG:CT, from the dialer, by code. */
export const cgCtFromDialer = [
  campaignAssignment,
  callDisconnect,
  callInitiate,
  callTransfer,
  disconnectHint,
  dtmfPlay,
  errorReport,
  playMessage,
  requestRecording,
  requestUnavailable,
  switchLogin,
  timeoutQueue,
  unavailableGranted,
] as const;
