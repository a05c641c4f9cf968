import { styleText } from 'node:util';
import { agentOutcomeOf } from '@sdmp/protocol';
import type { Outcome } from '@sdmp/outcomes';
import { visibleLine } from '@sdmp/terminal';

function column(text: string | undefined, width: number): string {
  return visibleLine(text ?? '-').padEnd(width);
}

/** One outcome for a person: when, what came of it, where, whom, by whom. Columns stand below each other. */
export function prettyLine(outcome: Outcome, hasColours: boolean): string {
  const { reason, reasonName, agentOutcome, success, dontDial } = outcome;
  const colour = (style: 'dim' | 'green' | 'yellow', text: string): string =>
    hasColours ? styleText(style, text, { validateStream: false }) : text;
  const disposition =
    agentOutcome === undefined ? undefined : `${agentOutcome} ${agentOutcomeOf(agentOutcome)?.name ?? ''}`.trimEnd();
  const parts = [
    colour('dim', new Date(outcome.time).toISOString()),
    colour(success ? 'green' : 'yellow', column(`${reason ?? '-'} ${reasonName ?? ''}`.trimEnd(), 22)),
    column(disposition, 22),
    column(outcome.campaignName, 16),
    column(outcome.telephoneNumber, 14),
    column(outcome.agentIdentifier, 14),
    dontDial ? 'declined' : '',
  ];
  return parts.join('  ').trimEnd();
}
