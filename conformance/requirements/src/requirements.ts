/**
 * Source of a statement: `D` documented by the vendor, `E` seen only in a documented example, `C` our choice, because the
 * documentation is silent.
 */
export type Basis = 'D' | 'E' | 'C';

export interface Requirement {
  readonly basis: Basis;
  readonly statement: string;
}

/** All implemented requirements. A test cites the ids that it verifies; an id that no test cites fails the build. */
export const requirements = {
  'EO-1': { basis: 'D', statement: 'An EO without TX is rejected with EC 803 and the whole message in FM.' },
  'EO-2': { basis: 'D', statement: 'An EO with neither FO nor SO is rejected.' },
  'EO-3': {
    basis: 'D',
    statement: 'One error rejects the whole message, an unknown or repeated parameter included; nothing changes.',
  },
  'EO-4': { basis: 'D', statement: 'Lengths, the range of CS, and the characters of CN and TD are checked.' },
  'EO-5': { basis: 'D', statement: 'An EO whose TX is live is rejected, unless it is a re-issue.' },
  'EO-6': { basis: 'D', statement: 'With TK, MV comes before the first OZ; without TK nothing acknowledges.' },
  'EO-7': { basis: 'D', statement: 'MO is reserved for Campaign Manager; other clients get an ER.' },
  'EO-8': { basis: 'D', statement: 'Both framings are accepted; replies and OZ use the framing of their request.' },
  'EO-9': {
    basis: 'D',
    statement: 'Without CN every campaign matches; without TD the tenant of the socket, or every one.',
  },
  'EO-10': {
    basis: 'D',
    statement: 'A parameter younger than the release is rejected by the service and never sent by the client.',
  },
  'EO-11': { basis: 'C', statement: 'A client refuses a TX above 80 characters, a service accepts 87.' },
  'EO-12': { basis: 'C', statement: 'Values are compared as sent, case included; codes are upper case.' },
  'OZ-1': { basis: 'D', statement: 'One OZ per matching outcome and transaction, with its TX.' },
  'OZ-2': {
    basis: 'D',
    statement: 'RE is the switch result, AO the agent outcome, AN absent without an agent, DT possibly empty.',
  },
  'OZ-3': { basis: 'D', statement: 'DD marks a preview call that the agent declined.' },
  'OZ-4': { basis: 'C', statement: 'Success is RE 10 or AO present; the rule is one function that users can replace.' },
  'OZ-5': { basis: 'C', statement: 'A transaction gets its OZ in recorded order.' },
  'OZ-6': { basis: 'C', statement: 'The reader gets unknown parameters, order, repeats and the raw frame.' },
  'OZ-7': { basis: 'D', statement: 'Without PS, delivery runs from the request to EE or the end of the socket.' },
  'OZ-8': {
    basis: 'C',
    statement:
      'A value is recorded exactly as given, or its message is refused with the place and the reason; no encoding or number changes on the way.',
  },
  'PS-1': {
    basis: 'D',
    statement: 'Outcomes that match while a token has no socket are delivered after reconnect and re-issue.',
  },
  'PS-2': { basis: 'C', statement: 'An accepted outcome survives kill and restart, as long as retention keeps it.' },
  'PS-3': {
    basis: 'D',
    statement: 'A new token is announced by WP, after MV and before the first OZ; a reader accepts NP as WP.',
  },
  'PS-4': {
    basis: 'C',
    statement: 'A re-issue resumes at the position of tenant, token and TX; a new TX takes over the only parked one.',
  },
  'PS-5': { basis: 'C', statement: 'A token has one holder; a second socket takes it over and the first gets EF.' },
  'PS-6': { basis: 'C', statement: 'Retention past a parked position is a gap: WP, a log line, a count.' },
  'PS-7': { basis: 'C', statement: 'A parked token costs its name and position, whatever the backlog.' },
  'PS-8': { basis: 'C', statement: 'The same token in two tenants is two tokens.' },
  'PS-9': {
    basis: 'C',
    statement: 'A parked token that is not re-issued is forgotten after a set time, with a log line.',
  },
  'PS-10': { basis: 'C', statement: 'Releases before 10.6.263 are served the same persistence.' },
  'PS-11': {
    basis: 'C',
    statement:
      'A position names one outcome for ever: who holds one of another history, or beyond the end, is told with WP and a counted gap.',
  },
  'RC-1': { basis: 'D', statement: 'The backlog rolls forward at no more than CS a second; default 100.' },
  'RC-2': { basis: 'C', statement: 'CS is held over any second and reached to at least 97%.' },
  'RC-3': { basis: 'D', statement: 'The rate is one per persist token.' },
  'RC-4': {
    basis: 'C',
    statement: 'The limit ends with the backlog; outcomes that arrive earlier queue behind the backlog.',
  },
  'RC-5': { basis: 'C', statement: 'A rate below the arriving rate is logged once a minute with the time to live.' },
  'RC-6': { basis: 'C', statement: 'A slow reader costs one write buffer; delivery continues from the journal.' },
  'END-1': {
    basis: 'D',
    statement: 'EE ends a transaction; EF confirms and is its last message; MV comes first when TK was sent.',
  },
  'END-2': { basis: 'C', statement: 'EE also forgets position and backlog.' },
  'END-3': { basis: 'C', statement: 'EE with an unknown TX is rejected.' },
  'END-4': { basis: 'D', statement: 'A reader accepts an EF that it did not request.' },
  'END-5': { basis: 'D', statement: 'A closed socket ends transactions without PS.' },
  'ER-1': { basis: 'D', statement: 'ER holds EC, FM in quotes with the whole message, and MS from 10.7.1401.' },
  'ER-2': { basis: 'C', statement: 'Causes without a documented code have one each in 9000-9099, with a text in MS.' },
  'ER-3': {
    basis: 'C',
    statement:
      'Unreadable data gets an ER; after a set number in a row the socket is closed: nothing is executed after that, its place and tokens are free at once, and it is destroyed after a grace time.',
  },
  'ER-4': {
    basis: 'C',
    statement: 'A frame above the limit is skipped without being held, and answered with its first 256 characters.',
  },
  'LIM-1': {
    basis: 'C',
    statement:
      'Connections are limited in all and for each address; who is refused is told by ER 9019, and a newcomer from another address gets a place.',
  },
  'LIM-2': {
    basis: 'C',
    statement:
      'A socket that asks for nothing, does not finish a frame, does not read, or takes no answers is closed in time; its persistent transactions park.',
  },
  'LIM-3': {
    basis: 'C',
    statement:
      'Persist tokens are limited for each user, each tenant and in all; a new one above that gets ER 9023, and what is there can be resumed.',
  },
  'LIM-4': {
    basis: 'C',
    statement:
      'Each socket has a share of every turn and of every second, the less of it the more of its messages are wrong, and all together a part of the time; above it sockets are read later, nothing is dropped, and others are served first.',
  },
  'ACK-1': {
    basis: 'C',
    statement:
      'A client probes with VS and TK ack:<n>: once a second after new outcomes, sooner if the service is ours or at the end; else once a heartbeat.',
  },
  'ACK-2': {
    basis: 'C',
    statement: 'After a first ack, positions move by acks only; before it, when the bytes have been sent.',
  },
  'ACK-3': {
    basis: 'C',
    statement: 'After a re-issue the client drops outcomes that it has processed: once, in order, through any crash.',
  },
  'ACK-4': { basis: 'C', statement: 'Without DA in time the client closes the socket and reconnects.' },
  'RUN-1': {
    basis: 'C',
    statement: 'A socket that did not ask for runs gets an OZ for each outcome; one that did may get both forms.',
  },
  'ACK-5': {
    basis: 'C',
    statement:
      'A frame that is no message, from a service that gives places, makes the client exchange the connection: an outcome that it swallowed comes again.',
  },
  'RUN-2': {
    basis: 'C',
    statement: 'Outcomes of a run are those of their OZ, in order, each counted by acknowledgements and rate alike.',
  },
  'RUN-3': {
    basis: 'C',
    statement: 'Of a run that is cut or broken nothing is delivered; a broken one ends the socket.',
  },
  'CL-1': { basis: 'C', statement: 'No EO leaves before a consumer exists.' },
  'CL-2': {
    basis: 'C',
    statement:
      'Reconnects back off exponentially with full jitter, one attempt at a time, anew once a connection lasted as long as the next delay could be.',
  },
  'CL-3': {
    basis: 'C',
    statement:
      'After connect: UA and US with credentials, SP if requested and supported, EOs with the same TX, PS and CS.',
  },
  'CL-4': {
    basis: 'C',
    statement: 'From every state, if the service can be reached, the client becomes live in a stated time.',
  },
  'CL-5': { basis: 'C', statement: 'Status is a stream of its own.' },
  'CON-1': {
    basis: 'C',
    statement:
      'A service is reached whenever one address of its name can be: the next one is tried after 250 ms or a failure, and no attempt is given up for another.',
  },
  'CL-6': { basis: 'C', statement: 'While the consumer requests nothing, the socket is not read.' },
  'CL-7': {
    basis: 'C',
    statement: 'A rejected EO ends the subscription with its error; a lost connection is retried.',
  },
  'CL-8': {
    basis: 'C',
    statement: 'Closing finishes and acknowledges what was received before the socket ends; signals abort.',
  },
  'TR-1': { basis: 'D', statement: '8-bit and UTF-16LE listeners; a message ends with NUL.' },
  'TR-2': {
    basis: 'C',
    statement:
      'CR LF ends a message too, stray CR and LF are stripped; NUL is written; 8-bit is Windows-1252 unless set.',
  },
  'TR-3': {
    basis: 'C',
    statement: 'TLS in both encodings, on ports of its own, with client certificates as an option.',
  },
  'TR-4': { basis: 'D', statement: 'Any number of sockets; an answer goes to the socket of its request.' },
  'TR-5': { basis: 'D', statement: 'VS with VI repeats DA, 0 stops it, none gives one DA at once.' },
  'TR-6': { basis: 'D', statement: 'SP sets the data framing of its socket, since 10.6.790.' },
  'TR-7': {
    basis: 'C',
    statement:
      'DT in JSON runs to the end of its JSON text, other DT to a backslash before a code that the message knows.',
  },
  'TLS-1': {
    basis: 'C',
    statement:
      'TLS is 1.2 or newer; nothing is sent before the certificate of the other side is right for its name, and what is wrong is said in one line.',
  },
  'TLS-2': {
    basis: 'C',
    statement:
      'Changed certificate files count from the next connection on and end none; files that are broken change nothing, and are reported.',
  },
  'TLS-3': {
    basis: 'C',
    statement:
      'A client certificate may name user and tenant: it authenticates the socket, and UA can name no other user.',
  },
  'TLS-4': {
    basis: 'C',
    statement:
      'A plain client at a TLS port, and the reverse, is ended within a second; both sides are told why in words.',
  },
  'TLS-5': {
    basis: 'C',
    statement:
      'TLS handshakes are limited for each address, under way and in a second; those of other addresses are neither closed nor kept waiting.',
  },
  'AU-1': {
    basis: 'D',
    statement: 'UA is answered by US with RS and PG; privileges belong to the socket, CK leaves it as it is.',
  },
  'AU-2': {
    basis: 'C',
    statement: 'With users, UA must come first; without, a warning is given at start and only loopback listens.',
  },
  'AU-3': {
    basis: 'C',
    statement:
      "A socket sees its tenant's campaigns, tokens and outcomes, the landlord's all; scrypt, failures slowed and counted.",
  },
  'SEC-1': {
    basis: 'C',
    statement:
      'On a terminal and in logs, control characters and bidirectional overrides from outside are shown, never executed; a file or pipe gets values exactly.',
  },
  'LF-3': {
    basis: 'C',
    statement:
      'What passes between an application and a dialer can be captured, masked on request, and played again to either side; passwords are never kept.',
  },
  'REC-1': {
    basis: 'C',
    statement:
      'One outcome can be recorded by hand, in a journal or over HTTP; it is checked as every other, and its id is told once it is durable.',
  },
  'CMP-1': {
    basis: 'C',
    statement:
      'bash, zsh and fish complete commands, options and their values; what they offer follows from the commands themselves.',
  },
  'CTX-1': {
    basis: 'C',
    statement:
      "Endpoints can be saved under names; a word counts before SDMP_HOST, that before the context in use; the file is its owner's and holds no secret.",
  },
  'TOP-1': {
    basis: 'C',
    statement:
      'A service or a bridge is shown on a full screen, or as plain frames where there is no terminal; the terminal is as before after any end.',
  },
  'TOP-2': {
    basis: 'C',
    statement: 'What is shown and not of now is marked as stale, in words and in every row, with the reason.',
  },
  'LF-1': {
    basis: 'C',
    statement:
      'A link between an application and a dialer can be made to fail in each known way, for as long as wanted, and as a written scenario says.',
  },
  'AU-4': {
    basis: 'C',
    statement:
      'An open socket of a user who was removed, or whose password or privileges changed, gets an ER and ends within seconds; persistent transactions park.',
  },
  'SEC-2': {
    basis: 'C',
    statement:
      'On loopback every HTTP route answers names of this machine alone; pages of other origins can neither change anything nor embed an answer, unless allowed.',
  },
  'RDY-1': {
    basis: 'C',
    statement:
      'A bridge is ready when subscribers can connect, the journal can be written to, and at least one dialer is there or was within a minute.',
  },
  'SEC-3': {
    basis: 'C',
    statement:
      'What is made on disk is for its owner alone; a folder or a secret that everyone may read is told, a journal behind a symbolic link refused.',
  },
  'LF-4': {
    basis: 'C',
    statement:
      'A link is watched, captured, played again and made to fail by TLS on either side as in the clear; the simulated dialer listens by it.',
  },
  'LF-2': {
    basis: 'C',
    statement:
      'The frames that pass a link are shown decoded, in both directions and encodings; telephone numbers and data only on request, passwords never.',
  },
  'SEC-5': {
    basis: 'C',
    statement: 'Telephone numbers, data and passwords of what comes in stand in no message, log line or metric.',
  },
  'SEC-4': {
    basis: 'C',
    statement:
      'Over HTTP no address, token or idle or slow reader can shut out others or hold memory without bound; health and readiness are answered whatever else is open.',
  },
  'TG-1': {
    basis: 'C',
    statement:
      'What processes make or change at the same moment is made once and keeps what each of them wrote; one that cannot join waits, or is told why.',
  },
  'CALL-1': {
    basis: 'C',
    statement:
      'Reports of the telephony layer and the agent become one outcome per session; what each report does in each state of a call stands in one table.',
  },
  'CALL-2': {
    basis: 'D',
    statement:
      'SI names the call of a report; TN alone is taken for SI; a report with neither is rejected with EC 120.',
  },
  'CALL-3': {
    basis: 'C',
    statement: 'A call whose reports stop coming becomes an outcome that says so, after a time limit with a name.',
  },
  'CALL-4': {
    basis: 'C',
    statement: 'Late, repeated and contradictory reports change nothing and are counted with their reason.',
  },
  'CALL-5': {
    basis: 'C',
    statement:
      'A report is acknowledged when it is on disk; after any crash each acknowledged report is in an outcome, and no call has two.',
  },
  'CALL-6': {
    basis: 'D',
    statement:
      'CA of CF is the reason of the outcome; CA of ND changes it afterwards; IR is passed on; AO and DD are those of the agent.',
  },
  'CALL-7': {
    basis: 'C',
    statement:
      'The same reports in their recorded order make the same outcomes, whenever and however often they are read.',
  },
  'CALL-9': {
    basis: 'C',
    statement:
      'Over HTTP the same reports are taken as JSON, under the long names of the catalogue, by the same rules.',
  },
  'CALL-8': {
    basis: 'C',
    statement: 'Above the limit of open calls a report that would begin another is refused in words, and counted.',
  },
  'CALL-10': {
    basis: 'C',
    statement:
      'An update (UO) is a new record of its session with a revision, the time of the first and what was said before; nothing is rewritten. Subscribers get it as a further OZ of the session, by whether its new values are a success.',
  },
  'CALL-11': {
    basis: 'C',
    statement:
      'An outcome that a time limit made is corrected by the report that it was made without; an update that comes before the outcome goes into it.',
  },
  'CALL-12': {
    basis: 'C',
    statement:
      'Where outcomes are kept by call (a table, statistics), the newest revision stands, in whichever order and however often revisions come.',
  },
  'CALL-13': {
    basis: 'C',
    statement: 'Erasing outcomes reaches the reports that they were made of, and what is remembered of their calls.',
  },
  'TST-1': {
    basis: 'C',
    statement:
      'In a test of an application, a dialer is one line: it delivers scripted outcomes, tells what clients have sent, and ends with the test.',
  },
  'CONF-1': {
    basis: 'C',
    statement:
      'Each requirement that is visible from outside can be tried at any endpoint; a result has its id, its basis and the masked frames, and a claim that is stale fails.',
  },
  'CONF-2': {
    basis: 'C',
    statement:
      'A dialer with faults can be played to a client in any language, and says whether the client behaved in each situation.',
  },
  'INC-1': {
    basis: 'C',
    statement:
      'What changed for the worse in a bridge is told later, with what it was before, its reason and how long it lasted, through kills and restarts.',
  },
  'INC-2': {
    basis: 'C',
    statement:
      'The incident log is bounded by count and age, a part that flaps is counted in few entries, and a log that cannot be written or read hinders nothing and is told.',
  },
  'RATE-1': {
    basis: 'C',
    statement: 'The connect rate is successes of all calls.',
  },
  'RATE-2': {
    basis: 'C',
    statement: 'The abandon rate is abandoned calls of abandoned and answered ones.',
  },
  'RATE-3': {
    basis: 'C',
    statement: 'The answering-machine rate is machines, found by dialer or agent, of all calls that were picked up.',
  },
  'RATE-4': {
    basis: 'C',
    statement:
      'Right parties and conversions are shares of contacts, which are people who were handed to an agent, unless rules say otherwise.',
  },
  'RATE-5': {
    basis: 'C',
    statement:
      'Attempts per session are calls that name a session for each different one; beyond the limit of sessions they are unknown.',
  },
  'RATE-6': {
    basis: 'C',
    statement:
      'Rates by campaign, agent, reason, hour, weekday or day of a time zone, over any window, equal a recount outcome by outcome.',
  },
  'RATE-7': {
    basis: 'C',
    statement:
      'Counting that was stored with its position continues from there, and gives what counting everything gives.',
  },
  'RULE-1': {
    basis: 'C',
    statement:
      'Success, contact, right party and conversion are rules in a file; what it does not mention is as without one.',
  },
  'RULE-2': {
    basis: 'C',
    statement:
      'A rule that cannot be meant is refused with its place and what is wrong; a file is tried on recorded outcomes before it counts.',
  },
  'RATE-8': {
    basis: 'C',
    statement:
      'A call that was corrected counts once, with its newest values, when it was recorded first; a correction of a call before what is counted is passed over.',
  },
  'RATE-9': {
    basis: 'C',
    statement:
      'A campaign that comes near its limit on abandoned calls is told before it exceeds it, with when that will be at the pace of the latest hour.',
  },
  'LOB-1': {
    basis: 'C',
    statement:
      'Line-of-business data of any framing become columns by a schema: selected, renamed, typed and masked; what breaks it is said, and kept.',
  },
} as const satisfies Record<string, Requirement>;

export type RequirementId = keyof typeof requirements;
