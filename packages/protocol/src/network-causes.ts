/** A cause that a telephone network gives for the end of a call. */
export interface NetworkCause {
  readonly code: number;
  readonly name: string;
}

/**
 * Causes by ITU-T Recommendation Q.850 (ISDN and ISUP; SIP gateways map to them). That the raw network cause (IR) holds them is
 * concluded from its range and name: the vendor documents "raw network cause" alone.
 */
export const networkCauses: readonly NetworkCause[] = [
  { code: 1, name: 'Unallocated (unassigned) number' },
  { code: 2, name: 'No route to specified transit network' },
  { code: 3, name: 'No route to destination' },
  { code: 4, name: 'Send special information tone' },
  { code: 5, name: 'Misdialled trunk prefix' },
  { code: 6, name: 'Channel unacceptable' },
  { code: 7, name: 'Call awarded and being delivered in an established channel' },
  { code: 8, name: 'Preemption' },
  { code: 9, name: 'Preemption, circuit reserved for reuse' },
  { code: 14, name: 'Query on release: ported number' },
  { code: 16, name: 'Normal call clearing' },
  { code: 17, name: 'User busy' },
  { code: 18, name: 'No user responding' },
  { code: 19, name: 'No answer from user (user alerted)' },
  { code: 20, name: 'Subscriber absent' },
  { code: 21, name: 'Call rejected' },
  { code: 22, name: 'Number changed' },
  { code: 23, name: 'Redirection to new destination' },
  { code: 24, name: 'Call rejected due to a feature at the destination' },
  { code: 25, name: 'Exchange routing error' },
  { code: 26, name: 'Non-selected user clearing' },
  { code: 27, name: 'Destination out of order' },
  { code: 28, name: 'Invalid number format (address incomplete)' },
  { code: 29, name: 'Facility rejected' },
  { code: 30, name: 'Response to STATUS ENQUIRY' },
  { code: 31, name: 'Normal, unspecified' },
  { code: 34, name: 'No circuit or channel available' },
  { code: 38, name: 'Network out of order' },
  { code: 39, name: 'Permanent frame mode connection out of service' },
  { code: 40, name: 'Permanent frame mode connection operational' },
  { code: 41, name: 'Temporary failure' },
  { code: 42, name: 'Switching equipment congestion' },
  { code: 43, name: 'Access information discarded' },
  { code: 44, name: 'Requested circuit or channel not available' },
  { code: 46, name: 'Precedence call blocked' },
  { code: 47, name: 'Resource unavailable, unspecified' },
  { code: 49, name: 'Quality of service not available' },
  { code: 50, name: 'Requested facility not subscribed' },
  { code: 53, name: 'Outgoing calls barred within closed user group' },
  { code: 55, name: 'Incoming calls barred within closed user group' },
  { code: 57, name: 'Bearer capability not authorized' },
  { code: 58, name: 'Bearer capability not presently available' },
  { code: 62, name: 'Inconsistency in access information and subscriber class' },
  { code: 63, name: 'Service or option not available, unspecified' },
  { code: 65, name: 'Bearer capability not implemented' },
  { code: 66, name: 'Channel type not implemented' },
  { code: 69, name: 'Requested facility not implemented' },
  { code: 70, name: 'Only restricted digital information is available' },
  { code: 79, name: 'Service or option not implemented, unspecified' },
  { code: 81, name: 'Invalid call reference value' },
  { code: 82, name: 'Identified channel does not exist' },
  { code: 83, name: 'A suspended call exists, but this call identity does not' },
  { code: 84, name: 'Call identity in use' },
  { code: 85, name: 'No call suspended' },
  { code: 86, name: 'Call having the requested call identity has been cleared' },
  { code: 87, name: 'User not member of closed user group' },
  { code: 88, name: 'Incompatible destination' },
  { code: 90, name: 'Non-existent closed user group' },
  { code: 91, name: 'Invalid transit network selection' },
  { code: 95, name: 'Invalid message, unspecified' },
  { code: 96, name: 'Mandatory information element is missing' },
  { code: 97, name: 'Message type non-existent or not implemented' },
  { code: 98, name: 'Message not compatible with call state, or message type non-existent' },
  { code: 99, name: 'Information element or parameter non-existent or not implemented' },
  { code: 100, name: 'Invalid information element contents' },
  { code: 101, name: 'Message not compatible with call state' },
  { code: 102, name: 'Recovery on timer expiry' },
  { code: 103, name: 'Parameter non-existent or not implemented, passed on' },
  { code: 110, name: 'Message with unrecognized parameter discarded' },
  { code: 111, name: 'Protocol error, unspecified' },
  { code: 127, name: 'Interworking, unspecified' },
];

const byCode: ReadonlyMap<number, NetworkCause> = new Map(networkCauses.map((cause) => [cause.code, cause]));

/** Returns the cause with this code, or undefined. */
export function networkCauseOf(code: number): NetworkCause | undefined {
  return byCode.get(code);
}
