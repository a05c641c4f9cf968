export { agentConnect } from './messages/cg/ag/from-dialer/ac-agent-connect.ts';
export {
  agentFree,
  beginPreview,
  holdAdvise,
  listenAcknowledge,
  muteAcknowledge,
  nowAvailable,
  nowLoggedOut,
  recordingAcknowledge as agentRecordingAcknowledge,
} from './messages/cg/ag/from-dialer/named-only.ts';
export { agentReady } from './messages/cg/ag/from-dialer/ar-agent-ready.ts';
export { beginManual } from './messages/cg/ag/from-dialer/bm-begin-manual.ts';
export { callEnded } from './messages/cg/ag/from-dialer/ce-call-ended.ts';
export { dataReturn } from './messages/cg/ag/from-dialer/dr-data-return.ts';
export { errorReport as agentErrorReport } from './messages/cg/ag/from-dialer/er-error-report.ts';
export { loggedIn } from './messages/cg/ag/from-dialer/li-logged-in.ts';
export { numberBack as agentNumberBack } from './messages/cg/ag/from-dialer/nb-number-back.ts';
export { routeDecision } from './messages/cg/ag/from-dialer/rx-route-decision.ts';
export { transferAcknowledge as agentTransferAcknowledgeFromDialer } from './messages/cg/ag/from-dialer/ta-transfer-acknowledge.ts';
export { userStatus as agentUserStatus } from './messages/cg/ag/from-dialer/us-user-status.ts';
export { agentAvailable } from './messages/cg/ag/to-dialer/aa-agent-available.ts';
export { agentLogin } from './messages/cg/ag/to-dialer/al-agent-login.ts';
export { agentMoving } from './messages/cg/ag/to-dialer/am-agent-moving.ts';
export { agentUnavailable } from './messages/cg/ag/to-dialer/au-agent-unavailable.ts';
export { beginDial } from './messages/cg/ag/to-dialer/bd-begin-dial.ts';
export {
  callDisconnect as agentCallDisconnect,
  dataLookup as agentDataLookup,
  playMessage as agentPlayMessage,
  staticAgentConfig,
} from './messages/cg/ag/to-dialer/named-only.ts';
export { groupMembership as agentGroupMembership } from './messages/cg/ag/to-dialer/gm-group-membership.ts';
export { logOut } from './messages/cg/ag/to-dialer/lo-log-out.ts';
export { previewNow } from './messages/cg/ag/to-dialer/pn-preview-now.ts';
export { requeue } from './messages/cg/ag/to-dialer/rq-requeue.ts';
export { requestRecording as agentRequestRecording } from './messages/cg/ag/to-dialer/rr-request-recording.ts';
export { startWrap } from './messages/cg/ag/to-dialer/sw-start-wrap.ts';
export { transferAcknowledge as agentTransferAcknowledgeToDialer } from './messages/cg/ag/to-dialer/ta-transfer-acknowledge.ts';
export { transactionComplete } from './messages/cg/ag/to-dialer/tc-transaction-complete.ts';
export { transferRequest } from './messages/cg/ag/to-dialer/tr-transfer-request.ts';
export { userAuthenticate as agentUserAuthenticate } from './messages/cg/ag/to-dialer/ua-user-authenticate.ts';
export { campaignOpen } from './messages/cg/ca/from-dialer/co-campaign-open.ts';
export { callRequest } from './messages/cg/ca/from-dialer/cr-call-request.ts';
export { dataLookup as campaignDataLookup } from './messages/cg/ca/from-dialer/dl-data-lookup.ts';
export { enumerateMetrics as campaignEnumerateMetrics } from './messages/cg/ca/from-dialer/em-enumerate-metrics.ts';
export { errorReport as campaignErrorReport } from './messages/cg/ca/from-dialer/er-error-report.ts';
export { numberBack as campaignNumberBack } from './messages/cg/ca/from-dialer/nb-number-back.ts';
export { userStatus as campaignUserStatus } from './messages/cg/ca/from-dialer/us-user-status.ts';
export { groupAdd, modifyGroup, overdialTuning } from './messages/cg/ca/to-dialer/named-only.ts';
export { closeCampaign } from './messages/cg/ca/to-dialer/cc-close-campaign.ts';
export { groupDelete } from './messages/cg/ca/to-dialer/dg-group-delete.ts';
export { groupMembership as campaignGroupMembership } from './messages/cg/ca/to-dialer/gm-group-membership.ts';
export { groupInService } from './messages/cg/ca/to-dialer/ig-group-in-service.ts';
export { makeCall } from './messages/cg/ca/to-dialer/mc-make-call.ts';
export { numberPriority } from './messages/cg/ca/to-dialer/np-number-priority.ts';
export { openCampaign as campaignOpenCampaign } from './messages/cg/ca/to-dialer/oc-open-campaign.ts';
export { groupOutOfService } from './messages/cg/ca/to-dialer/og-group-out-of-service.ts';
export { outboundMetrics } from './messages/cg/ca/to-dialer/om-outbound-metrics.ts';
export { resumeCampaign } from './messages/cg/ca/to-dialer/rc-resume-campaign.ts';
export { removeNumber } from './messages/cg/ca/to-dialer/rn-remove-number.ts';
export { suspendCampaign } from './messages/cg/ca/to-dialer/sc-suspend-campaign.ts';
export { userAuthenticate as campaignUserAuthenticate } from './messages/cg/ca/to-dialer/ua-user-authenticate.ts';
export { campaignAssignment } from './messages/cg/ct/from-dialer/ca-campaign-assignment.ts';
export { callDisconnect as ctiCallDisconnect } from './messages/cg/ct/from-dialer/cd-call-disconnect.ts';
export { callInitiate } from './messages/cg/ct/from-dialer/ci-call-initiate.ts';
export { callTransfer } from './messages/cg/ct/from-dialer/ct-call-transfer.ts';
export { disconnectHint } from './messages/cg/ct/from-dialer/dh-disconnect-hint.ts';
export { dtmfPlay } from './messages/cg/ct/from-dialer/dp-dtmf-play.ts';
export { errorReport as ctiErrorReport } from './messages/cg/ct/from-dialer/er-error-report.ts';
export {
  playMessage as ctiPlayMessage,
  requestRecording as ctiRequestRecording,
  requestUnavailable,
  timeoutQueue,
} from './messages/cg/ct/from-dialer/named-only.ts';
export { switchLogin } from './messages/cg/ct/from-dialer/sl-switch-login.ts';
export { unavailableGranted } from './messages/cg/ct/from-dialer/ug-unavailable-granted.ts';
export { callFailed } from './messages/cg/ct/to-dialer/cf-call-failed.ts';
export { delayNotification } from './messages/cg/ct/to-dialer/dn-delay-notification.ts';
export { holdAcknowledge } from './messages/cg/ct/to-dialer/ha-hold-acknowledge.ts';
export { inboundConnect } from './messages/cg/ct/to-dialer/ic-inbound-connect.ts';
export { lineConnected } from './messages/cg/ct/to-dialer/lc-line-connected.ts';
export { loginStatus } from './messages/cg/ct/to-dialer/ls-login-status.ts';
export { nowDisconnected } from './messages/cg/ct/to-dialer/nd-now-disconnected.ts';
export { nowUnavailableGranted } from './messages/cg/ct/to-dialer/nu-now-unavailable-granted.ts';
export { portFree } from './messages/cg/ct/to-dialer/pf-port-free.ts';
export { pendingRoute } from './messages/cg/ct/to-dialer/pr-pending-route.ts';
export { queueTimeout } from './messages/cg/ct/to-dialer/qt-queue-timeout.ts';
export { recordingAcknowledge as ctiRecordingAcknowledge } from './messages/cg/ct/to-dialer/ra-recording-acknowledge.ts';
export { stationDisconnect } from './messages/cg/ct/to-dialer/sd-station-disconnect.ts';
export { transferAcknowledge as ctiTransferAcknowledge } from './messages/cg/ct/to-dialer/ta-transfer-acknowledge.ts';
export { trunksOpen } from './messages/cg/ct/to-dialer/to-trunks-open.ts';
export { transferStatus } from './messages/cg/ct/to-dialer/ts-transfer-status.ts';
export { agentData } from './messages/cg/ma/from-dialer/az-agent-data.ts';
export { callbackTimeout } from './messages/cg/ma/from-dialer/bt-callback-timeout.ts';
export { campaignData } from './messages/cg/ma/from-dialer/cz-campaign-data.ts';
export { dialerAdvise } from './messages/cg/ma/from-dialer/da-dialer-advise.ts';
export { enumerateFinished } from './messages/cg/ma/from-dialer/ef-enumerate-finished.ts';
export { errorReport as managementErrorReport } from './messages/cg/ma/from-dialer/er-error-report.ts';
export { groupData } from './messages/cg/ma/from-dialer/gz-group-data.ts';
export { sessionData } from './messages/cg/ma/from-dialer/iz-session-data.ts';
export { messageVerify as managementMessageVerify } from './messages/cg/ma/from-dialer/mv-message-verify.ts';
export { queueMetrics } from './messages/cg/ma/from-dialer/mz-queue-metrics.ts';
export { notifyEvent as managementNotifyEventFromDialer } from './messages/cg/ma/from-dialer/ne-notify-event.ts';
export { outcomeData } from './messages/cg/ma/from-dialer/oz-outcome-data.ts';
export { queueData } from './messages/cg/ma/from-dialer/qz-queue-data.ts';
export { routeRequest } from './messages/cg/ma/from-dialer/rq-route-request.ts';
export { routeData } from './messages/cg/ma/from-dialer/rz-route-data.ts';
export { tenantState } from './messages/cg/ma/from-dialer/s1-tenant-state.ts';
export { switchData } from './messages/cg/ma/from-dialer/sz-switch-data.ts';
export { telephonyMessage } from './messages/cg/ma/from-dialer/te-telephony-message.ts';
export { turretData } from './messages/cg/ma/from-dialer/tz-turret-data.ts';
export { sessionEventData } from './messages/cg/ma/from-dialer/vz-session-event-data.ts';
export { newPersistentID } from './messages/cg/ma/from-dialer/wp-new-persistent-id.ts';
export { externalRouterDecision as managementExternalRouterDecisionFromDialer } from './messages/cg/ma/from-dialer/xl-external-router-decision.ts';
export { transferData } from './messages/cg/ma/from-dialer/xz-transfer-data.ts';
export { tenantData } from './messages/cg/ma/from-dialer/z1-tenant-data.ts';
export { provisionTenant } from './messages/cg/ma/to-dialer/a1-provision-tenant.ts';
export { addIncomingCallRoute } from './messages/cg/ma/to-dialer/ai-add-incoming-call-route.ts';
export { agentSwap } from './messages/cg/ma/to-dialer/as-agent-swap.ts';
export { commissionTenant } from './messages/cg/ma/to-dialer/c1-commission-tenant.ts';
export { callbackHandshaking } from './messages/cg/ma/to-dialer/ch-callback-handshaking.ts';
export { decommissionTenant } from './messages/cg/ma/to-dialer/d1-decommission-tenant.ts';
export { deleteIncomingCallRoute } from './messages/cg/ma/to-dialer/di-delete-incoming-call-route.ts';
export { enumerateTenants } from './messages/cg/ma/to-dialer/e1-enumerate-tenants.ts';
export { enumerateAgents } from './messages/cg/ma/to-dialer/ea-enumerate-agents.ts';
export { enumerateCampaigns } from './messages/cg/ma/to-dialer/ec-enumerate-campaigns.ts';
export { enumerateEnd } from './messages/cg/ma/to-dialer/ee-enumerate-end.ts';
export { enumerateGroups } from './messages/cg/ma/to-dialer/eg-enumerate-groups.ts';
export { enumerateSessions } from './messages/cg/ma/to-dialer/ei-enumerate-sessions.ts';
export { enumerateMetrics as managementEnumerateMetrics } from './messages/cg/ma/to-dialer/em-enumerate-metrics.ts';
export { enumerateNotifications } from './messages/cg/ma/to-dialer/en-enumerate-notifications.ts';
export { enumerateOutcomes } from './messages/cg/ma/to-dialer/eo-enumerate-outcomes.ts';
export { enumerateQueue } from './messages/cg/ma/to-dialer/eq-enumerate-queue.ts';
export { enumerateSwitches } from './messages/cg/ma/to-dialer/es-enumerate-switches.ts';
export { enumerateTelephony } from './messages/cg/ma/to-dialer/et-enumerate-telephony.ts';
export { enumerateSessionEvents } from './messages/cg/ma/to-dialer/ev-enumerate-session-events.ts';
export { enumerateTransferActivity } from './messages/cg/ma/to-dialer/ex-enumerate-transfer-activity.ts';
export { killAgent } from './messages/cg/ma/to-dialer/ka-kill-agent.ts';
export { killCampaign } from './messages/cg/ma/to-dialer/kc-kill-campaign.ts';
export { manageRoute } from './messages/cg/ma/to-dialer/mr-manage-route.ts';
export { notifyEvent as managementNotifyEventToDialer } from './messages/cg/ma/to-dialer/ne-notify-event.ts';
export { tenantParameters } from './messages/cg/ma/to-dialer/p1-tenant-parameters.ts';
export { enumerateTurrets } from './messages/cg/ma/to-dialer/qe-enumerate-turrets.ts';
export { registerExternalRouter } from './messages/cg/ma/to-dialer/rx-register-external-router.ts';
export { sessionPreferences as managementSessionPreferences } from './messages/cg/ma/to-dialer/sp-session-preferences.ts';
export { updateIncomingCallRoute } from './messages/cg/ma/to-dialer/ui-update-incoming-call-route.ts';
export { updateOutcomes } from './messages/cg/ma/to-dialer/uo-update-outcomes.ts';
export { verifyStatus } from './messages/cg/ma/to-dialer/vs-verify-status.ts';
export { externalRouterDecision as managementExternalRouterDecisionToDialer } from './messages/cg/ma/to-dialer/xr-external-router-decision.ts';
export { focusSwitched } from './messages/cg/us/from-dialer/fw-focus-switched.ts';
export { turretState } from './messages/cg/us/from-dialer/tt-turret-state.ts';
export { addUser } from './messages/cg/us/to-dialer/at-add-user.ts';
export { deleteTurret, staticUserConfig } from './messages/cg/us/to-dialer/named-only.ts';
export { changeFocus } from './messages/cg/us/to-dialer/ft-change-focus.ts';
export { portionData } from './messages/cm/de/from-dialer/ab-portion-data.ts';
export { errorReport as campaignManagerErrorReport } from './messages/cm/de/from-dialer/er-error-report.ts';
export { messageVerify as campaignManagerMessageVerify } from './messages/cm/de/from-dialer/mv-message-verify.ts';
export { propertyData } from './messages/cm/de/from-dialer/pd-property-data.ts';
export { recordInserted } from './messages/cm/de/from-dialer/ri-record-inserted.ts';
export { statusBroadcast } from './messages/cm/de/from-dialer/sb-status-broadcast.ts';
export { statusData } from './messages/cm/de/from-dialer/sd-status-data.ts';
export { addCampaign } from './messages/cm/de/to-dialer/ac-add-campaign.ts';
export { addDNCNumber } from './messages/cm/de/to-dialer/dd-add-dnc-number.ts';
export { enumerateCampaignProperties } from './messages/cm/de/to-dialer/ep-enumerate-campaign-properties.ts';
export { enumerateStatus } from './messages/cm/de/to-dialer/es-enumerate-status.ts';
export { getPortions } from './messages/cm/de/to-dialer/ga-get-portions.ts';
export { getCampaignProperties } from './messages/cm/de/to-dialer/gp-get-campaign-properties.ts';
export { insertRecord } from './messages/cm/de/to-dialer/ir-insert-record.ts';
export { openCampaign as campaignManagerOpenCampaign } from './messages/cm/de/to-dialer/oc-open-campaign.ts';
export { optOut } from './messages/cm/de/to-dialer/oo-opt-out.ts';
export { setCampaignProperties } from './messages/cm/de/to-dialer/so-set-campaign-properties.ts';
export { sessionPreferences as campaignManagerSessionPreferences } from './messages/cm/de/to-dialer/sp-session-preferences.ts';
export { statusRequest } from './messages/cm/de/to-dialer/sr-status-request.ts';
export { stopStatusRequest } from './messages/cm/de/to-dialer/ss-stop-status-request.ts';
