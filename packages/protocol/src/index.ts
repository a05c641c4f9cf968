export { type AgentOutcome, type AgentOutcomeGroup, agentOutcomeOf, agentOutcomes } from './agent-outcomes.ts';
export {
  type Disposition,
  type DispositionCertainty,
  dispositionOf,
  dispositions,
  type GenericDisposition,
} from './dispositions.ts';
export { type NetworkCause, networkCauseOf, networkCauses } from './network-causes.ts';
export { answerOf, messages } from './catalogue.ts';
export { codeNumber, codeNumberLimit, codePair } from './code-table.ts';
export { CompiledMessage, type FieldUse, type WireFields } from './compiled-message.ts';
export {
  type AnswerDefinition,
  type AtLeastOneRule,
  type Certainty,
  codeOf,
  type Direction,
  defineMessage,
  type MessageDefinition,
  type ParameterDefinition,
  type ValueKind,
} from './define-message.ts';
export {
  type EnumeratedBy,
  type Enumeration,
  type EnumerationName,
  type EnumerationNamed,
  enumerations,
  findEnumeration,
} from './enumerations.ts';
export { documentedErrors, type ErrorCause, explainError, type ServiceErrorName, serviceErrors } from './errors.ts';
export {
  acknowledgedCount,
  acknowledgeToken,
  acknowledgeTokenPrefix,
  formatRevision,
  type Place,
  parsePlace,
  parseRevision,
  placeCode,
  type PlaceForm,
  placeFormOf,
  placePositionAt,
  placeTokenPrefix,
  type Revision,
  revisionCode,
  shortPlaceTokenPrefix,
  subscriberTokenPrefix,
} from './extensions.ts';
export {
  formatRunHead,
  maxRunBytes,
  maxRunHeadLength,
  maxRunPayloadBytes,
  maxRunRecords,
  parseRunHead,
  runCode,
  type RunHead,
  runNumberBytes,
  runTokenPrefix,
} from './record-runs.ts';
export { errorCodeOf, type Fields, InvalidMessageError, type ReadFields, readFields, writeFields } from './fields.ts';
export { type Identified, identify } from './identify.ts';
export { agentData } from './messages/cg/ma/from-dialer/az-agent-data.ts';
export { campaignData } from './messages/cg/ma/from-dialer/cz-campaign-data.ts';
export { groupData } from './messages/cg/ma/from-dialer/gz-group-data.ts';
export { sessionData } from './messages/cg/ma/from-dialer/iz-session-data.ts';
export { queueMetrics } from './messages/cg/ma/from-dialer/mz-queue-metrics.ts';
export { notifyEvent as managementNotifyEventFromDialer } from './messages/cg/ma/from-dialer/ne-notify-event.ts';
export { queueData } from './messages/cg/ma/from-dialer/qz-queue-data.ts';
export { switchData } from './messages/cg/ma/from-dialer/sz-switch-data.ts';
export { telephonyMessage } from './messages/cg/ma/from-dialer/te-telephony-message.ts';
export { turretData } from './messages/cg/ma/from-dialer/tz-turret-data.ts';
export { sessionEventData } from './messages/cg/ma/from-dialer/vz-session-event-data.ts';
export { transferData } from './messages/cg/ma/from-dialer/xz-transfer-data.ts';
export { tenantData } from './messages/cg/ma/from-dialer/z1-tenant-data.ts';
export { userStatus } from './messages/cg/ag/from-dialer/us-user-status.ts';
export { agentConnect } from './messages/cg/ag/from-dialer/ac-agent-connect.ts';
export { numberBack as agentNumberBack } from './messages/cg/ag/from-dialer/nb-number-back.ts';
export { beginDial } from './messages/cg/ag/to-dialer/bd-begin-dial.ts';
export { transactionComplete } from './messages/cg/ag/to-dialer/tc-transaction-complete.ts';
export { updateOutcomes } from './messages/cg/ma/to-dialer/uo-update-outcomes.ts';
export { callFailed } from './messages/cg/ct/to-dialer/cf-call-failed.ts';
export { delayNotification } from './messages/cg/ct/to-dialer/dn-delay-notification.ts';
export { lineConnected } from './messages/cg/ct/to-dialer/lc-line-connected.ts';
export { nowDisconnected } from './messages/cg/ct/to-dialer/nd-now-disconnected.ts';
export { userAuthenticate } from './messages/cg/ag/to-dialer/ua-user-authenticate.ts';
export { dialerAdvise } from './messages/cg/ma/from-dialer/da-dialer-advise.ts';
export { enumerateFinished } from './messages/cg/ma/from-dialer/ef-enumerate-finished.ts';
export { errorReport } from './messages/cg/ma/from-dialer/er-error-report.ts';
export { messageVerify } from './messages/cg/ma/from-dialer/mv-message-verify.ts';
export { outcomeData } from './messages/cg/ma/from-dialer/oz-outcome-data.ts';
export { newPersistentID } from './messages/cg/ma/from-dialer/wp-new-persistent-id.ts';
export { enumerateEnd } from './messages/cg/ma/to-dialer/ee-enumerate-end.ts';
export { enumerateOutcomes } from './messages/cg/ma/to-dialer/eo-enumerate-outcomes.ts';
export { sessionPreferences } from './messages/cg/ma/to-dialer/sp-session-preferences.ts';
export { verifyStatus } from './messages/cg/ma/to-dialer/vs-verify-status.ts';
export { noProblems, type Problem } from './problem.ts';
export {
  connectedReason,
  type Reason,
  type ReasonCategory,
  type ReasonCertainty,
  reasonCategories,
  reasonOf,
  reasons,
} from './reasons.ts';
export { knownReleases, newestRelease } from './known-releases.ts';
export { type MessageAddress, type Release, release } from './release.ts';
export { SdmpError, type SdmpErrorCode, type SdmpErrorOptions } from './sdmp-error.ts';
export { FieldSegments, type Segments } from './segments.ts';
export {
  asciiPort,
  codeLength,
  type DataFraming,
  dataFramings,
  defaultMaxFrameBytes,
  defaultMaxUnreadableInRow,
  defaultRate,
  defaultTenant,
  quotedExcerptLength,
  separator,
  unicodePort,
  usableTransactionLength,
} from './transport.ts';
export {
  type BuiltMessage,
  type FieldsToBuild,
  type Parsed,
  type ReadMessage,
  type TypedMessage,
  typedMessage,
} from './typed-message.ts';
export {
  explainUserStatus,
  isPermitted,
  isPrivilege,
  landlordTenant,
  permissionFlagsOf,
  type Privilege,
  privilegeFlags,
  userStatuses,
} from './user-status.ts';
export { describeValue, forbiddenInNames, wholeNumber } from './value-rules.ts';
export { compareVersions, parseVersion, type Version } from './version.ts';
