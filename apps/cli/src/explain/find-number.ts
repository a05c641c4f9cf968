import {
  agentOutcomes,
  documentedErrors,
  explainError,
  networkCauseOf,
  networkCauses,
  reasons,
  serviceErrors,
  wholeNumber,
} from '@sdmp/protocol';
import { suggest } from '@sdmp/terminal';
import type { Answer, Topic } from './topic.ts';

/** A list of numbers with meanings, asked for as `reason 7` or by name, `reason busy`. */
interface NumberList {
  readonly named: readonly { readonly code: number; readonly name?: string }[];
  readonly topic: (code: number) => Topic | undefined;
  /** What to say of a number that is not in the list. */
  readonly unknown: string;
}

const lists: Readonly<Record<string, NumberList>> = {
  reason: {
    named: reasons,
    topic: (code) => {
      const reason = reasons.find((known) => known.code === code);
      return reason && { kind: 'reason', reason };
    },
    unknown: 'administrators may add reasons of their own, from 101 up',
  },
  error: {
    named: [...documentedErrors, ...Object.values(serviceErrors)],
    topic: (code) => {
      const error = explainError(code);
      return error && { kind: 'error', error };
    },
    unknown: 'the full tables of error codes are not public',
  },
  outcome: {
    named: agentOutcomes,
    topic: (code) => {
      const agentOutcome = agentOutcomes.find((known) => known.code === code);
      return agentOutcome && { kind: 'agentOutcome', agentOutcome };
    },
    unknown: 'every installation may have agent outcomes of its own',
  },
  cause: {
    named: networkCauses,
    topic: (code) => {
      const networkCause = networkCauseOf(code);
      return networkCause && { kind: 'networkCause', networkCause };
    },
    unknown: 'these are the causes of ITU-T Q.850',
  },
};

/** The words that announce a number. */
export const numberKinds: readonly string[] = Object.keys(lists);

/** What `reason 7`, `error 803` or `outcome 101` means. */
export function findNumber(kind: string, asked: string): Answer {
  const list = lists[kind.toLowerCase()];
  if (list === undefined) return { topics: [], why: `'${kind}' is none of ${numberKinds.join(', ')}`, suggestions: [] };
  const byName = list.named.find(({ name }) => name?.toLowerCase() === asked.toLowerCase());
  const code = byName?.code ?? wholeNumber(asked);
  const topic = list.topic(code);
  if (topic !== undefined) return { topics: [topic] };
  const suggestions = Number.isNaN(code)
    ? suggest(asked, names(list)).map((name) => `${kind} '${name}'`)
    : nearest(list, code).map((near) => `${kind} ${near}`);
  return { topics: [], why: `no ${kind} '${asked}' is known; ${list.unknown}`, suggestions };
}

/** What a number by itself may stand for. */
export function findBareNumber(asked: string): Answer {
  const code = wholeNumber(asked);
  const suggestions = numberKinds.filter((kind) => lists[kind]?.topic(code)).map((kind) => `${kind} ${code}`);
  return { topics: [], why: `'${asked}' by itself is no code`, suggestions };
}

function names(list: NumberList): string[] {
  return list.named.flatMap(({ name }) => (name === undefined ? [] : [name]));
}

function nearest(list: NumberList, code: number): readonly number[] {
  const distance = (other: number): number => Math.abs(other - code);
  const codes = [...new Set(list.named.map((known) => known.code))];
  return codes.toSorted((left, right) => distance(left) - distance(right)).slice(0, 3);
}
