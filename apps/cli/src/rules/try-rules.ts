import { countOf } from '@sdmp/events';
import type { InstallationRules, OutcomeRules } from '@sdmp/outcomes/rules';
import { ruleNames } from '@sdmp/outcomes/rules';
import type { Terminal } from '@sdmp/terminal';
import { valueName, vocabularyOf } from '../report/dimension-names.ts';
import { factsOf, type RangeOptions, rangeOf } from '../report/report-options.ts';
import { openSource } from '../report/source/open-source.ts';
import type { ReportedOutcome } from '../report/source/outcome-source.ts';
import { scan } from '../report/source/scan.ts';
import { printTable, type ReportFormat } from '../report/table/print-table.ts';
import type { Note, ReportTable } from '../report/table/report-table.ts';
import { readRules } from './read-rules.ts';

export interface TryOptions extends RangeOptions {
  readonly format: ReportFormat;
  /** Only what the rules change. */
  readonly changed?: true;
}

/** Outcomes that a switch and agents have given the same result, and that rules say the same of. */
interface Group {
  readonly reason: number | undefined;
  readonly agentOutcome: number | undefined;
  readonly tried: readonly boolean[];
  readonly usual: readonly boolean[];
  calls: number;
}

/** Groups that are told apart at most: the results are bounded by the catalogue, a dialer that sends anything is not. */
const maxGroups = 50_000;

/** Prints what rules say of recorded outcomes, beside what the usual ones say. Nothing is changed. */
export async function tryRules(file: string, target: string, options: TryOptions, terminal: Terminal): Promise<void> {
  const rules = await readRules(file);
  const usual = await readRules(undefined);
  const groups = new Map<string, Group>();
  let further = 0;
  const source = await openSource(target, options, terminal);
  try {
    const read = await scan(source, rangeOf(options), terminal, (outcome, sign) => {
      const group = groupOf(outcome, rules, usual, groups);
      if (group === undefined) further += sign;
      else group.calls += sign;
    });
    const table = tryReport([...groups.values()], { rules, file, further, onlyChanged: options.changed === true });
    await printTable(
      { ...table, facts: [['rules', file], ...factsOf(target, options, read)] },
      options.format,
      terminal,
    );
  } finally {
    await source.close();
  }
}

function answers(rules: OutcomeRules, outcome: ReportedOutcome): readonly boolean[] {
  return ruleNames.map((name) => rules[name](outcome));
}

function groupOf(
  outcome: ReportedOutcome,
  rules: OutcomeRules,
  usual: OutcomeRules,
  groups: Map<string, Group>,
): Group | undefined {
  const { reason, agentOutcome } = outcome;
  const [tried, before] = [answers(rules, outcome), answers(usual, outcome)];
  const key = [reason, agentOutcome, ...tried, ...before].join(' ');
  const known = groups.get(key);
  if (known !== undefined || groups.size >= maxGroups) return known;
  const group = { reason, agentOutcome, tried, usual: before, calls: 0 };
  groups.set(key, group);
  return group;
}

interface Trying {
  readonly rules: InstallationRules;
  readonly file: string;
  readonly further: number;
  readonly onlyChanged: boolean;
}

const headings = {
  success: 'success',
  contact: 'contact',
  rightParty: 'right party',
  conversion: 'conversion',
} as const;

function tryReport(groups: readonly Group[], { rules, further, onlyChanged }: Trying): Omit<ReportTable, 'facts'> {
  const vocabulary = vocabularyOf(rules);
  const changed = groups.filter(({ tried, usual }) => tried.some((yes, at) => yes !== usual[at]));
  const shown = (onlyChanged ? changed : groups).filter(({ calls }) => calls > 0).toSorted((a, b) => b.calls - a.calls);
  const sum = (of: readonly Group[]): number => of.reduce((calls, group) => calls + group.calls, 0);
  const all = sum(groups);
  const counts = ruleNames.map((name, at): string => {
    const now = sum(groups.filter(({ tried }) => tried[at] === true));
    const before = sum(groups.filter(({ usual }) => usual[at] === true));
    const gained = sum(groups.filter(({ tried, usual }) => tried[at] === true && usual[at] !== true));
    const change =
      now === before && gained === 0 ? 'as before' : `before ${before}: ${gained} more, ${before + gained - now} less`;
    return `${headings[name]}: ${now} of ${all} calls, ${change}`;
  });
  const unnamed = new Map<number, number>();
  for (const { agentOutcome, calls } of groups) {
    if (agentOutcome === undefined || rules.agentOutcomeWord(agentOutcome) !== undefined) continue;
    unnamed.set(agentOutcome, (unnamed.get(agentOutcome) ?? 0) + calls);
  }
  const notes: readonly Note[] = [
    ['Together', counts],
    ['Agent outcomes without a name', Array.from(unnamed, ([code, calls]) => `${code}: ${countOf(calls, 'call')}`)],
    ['Not told apart', further === 0 ? [] : [`${countOf(further, 'call')} with further results`]],
  ];
  return {
    report: 'rules try',
    title: onlyChanged ? 'What the rules change' : 'What the rules say',
    columns: [
      { name: 'reason', heading: 'reason', kind: 'text' },
      { name: 'agentOutcome', heading: 'agent outcome', kind: 'text' },
      { name: 'calls', heading: 'calls', kind: 'count' },
      ...ruleNames.map((name) => ({ name, heading: headings[name], kind: 'text', isWhole: true }) as const),
      { name: 'category', heading: 'category', kind: 'text' },
      { name: 'certainty', heading: 'name from', kind: 'text' },
    ],
    rows: shown.map(({ reason, agentOutcome, calls, tried, usual }) => {
      const word = agentOutcome === undefined ? undefined : rules.agentOutcomeWord(agentOutcome);
      return [
        valueName('reason', reason, vocabulary),
        valueName('agentOutcome', agentOutcome, vocabulary),
        calls,
        ...tried.map((yes, at) => (yes === usual[at] ? said(yes) : `${said(yes)}, was ${said(!yes)}`)),
        word?.category,
        word?.certainty,
      ];
    }),
    notes: notes.filter(([, lines]) => lines.length > 0),
  };
}

function said(yes: boolean): string {
  return yes ? 'yes' : 'no';
}
