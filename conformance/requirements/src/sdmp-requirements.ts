import type { Requirement } from './requirement.ts';

/** What SDMP asks of both ends of a connection. */
export const sdmpRequirements = {
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
} as const satisfies Record<string, Requirement>;
