import type { Requirement } from './requirement.ts';
import { sdmpRequirements } from './sdmp-requirements.ts';

/** All implemented requirements. A test cites the ids that it verifies; an id that no test cites fails the build. */
export const requirements = {
  ...sdmpRequirements,
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
  'CALL-14': {
    basis: 'C',
    statement:
      'An update (UO) corrects outcomes that came ready made as it corrects those made of reports, by a new record; one that names no call which is open or can still be corrected is rejected with an ER (404 over HTTP, the line of a feed) and changes nothing.',
  },
  'STAT-1': {
    basis: 'C',
    statement:
      'What was counted is kept with its position: a start reads only what was recorded since, with the same figures as counting everything. Other rules, another history of the journal and an erasure are counted anew.',
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
  'LOB-2': {
    basis: 'C',
    statement:
      'Line-of-business data go to sinks through the schema of the configuration, masks included; tables and files have a typed column for each of its columns.',
  },
  'LOB-3': {
    basis: 'C',
    statement:
      'An outcome whose data break the schema, however it came, is kept in the journal, and becomes a dead letter with what is wrong and nothing of its values; replayed under a schema that it fits it is delivered.',
  },
  'LOB-4': {
    basis: 'C',
    statement:
      'A column that a schema gets later is added to a table and to the next file; one whose type has changed is refused by name, and nothing that was written is lost.',
  },
  'RULE-3': {
    basis: 'C',
    statement:
      'The rules of the configuration hold for statistics, page and sinks, and are read again while the bridge runs; sinks and sdmp tail carry what they say and the word of another system, each word with how certain it is.',
  },
} as const satisfies Record<string, Requirement>;

export type RequirementId = keyof typeof requirements;
