import { writeFile } from 'node:fs/promises';
import { requirements, type RequirementId } from '@sdmp/requirements';
import type { ExitCode, Terminal } from '@sdmp/terminal';
import { InvalidArgumentError } from 'commander';
import { Progress } from '../screen/progress.ts';
import { type Check, checkId } from './check.ts';
import { type Claims, readClaims } from './claims.ts';
import { junitXml, resultText, summaryText } from './render-results.ts';
import { notOfTheWire } from './not-visible.ts';
import { isFault, type Result } from './result.ts';

export interface ReportOptions {
  readonly claims?: string;
  readonly only?: readonly string[];
  readonly json?: true;
  readonly junit?: string;
  readonly frames?: true;
}

/** Returns the checks that are wanted, and what is not claimed of them. */
export async function chosenChecks<Lab>(
  all: readonly Check<Lab>[],
  notVisible: Readonly<Partial<Record<RequirementId, string>>>,
  { claims, only }: ReportOptions,
): Promise<{ readonly checks: readonly Check<Lab>[]; readonly claims: Claims }> {
  const known = new Set([...Object.keys(requirements), ...all.map(checkId)]);
  const read = claims === undefined ? new Map<string, string>() : await readClaims(claims, known);
  const checks = only === undefined ? all : all.filter((check) => isNamed(check, only));
  for (const word of only ?? []) {
    if (all.some((check) => isNamed(check, [word]))) continue;
    const why = Object.entries(notVisible).find(([id]) => id === word)?.[1];
    throw new InvalidArgumentError(
      `nothing is checked as '${word}'${why === undefined ? " ('--list' shows all)" : `: ${why}`}`,
    );
  }
  return { checks, claims: read };
}

/** Returns every requirement that none of the checks is of. */
export function uncheckedOf<Lab>(checks: readonly Check<Lab>[]): readonly RequirementId[] {
  const checked = new Set(checks.map(({ requirement }) => requirement));
  return (Object.keys(requirements) as readonly RequirementId[]).filter((id) => !checked.has(id));
}

function isNamed(check: Check<never>, words: readonly string[]): boolean {
  return words.includes(checkId(check)) || words.includes(check.requirement);
}

/** Prints results as they come. Returns 1 where one is a fault. */
export async function reportResults(
  results: AsyncIterable<Result>,
  options: ReportOptions & { readonly name: string },
  terminal: Terminal,
): Promise<ExitCode> {
  const { json, junit, frames, name } = options;
  const text = { hasColours: terminal.hasColours, showsFrames: frames === true };
  const all: Result[] = [];
  using progress = new Progress(terminal, 'checking');
  for await (const result of results) {
    all.push(result);
    progress.clear();
    if (json === true) await terminal.output.write(`${JSON.stringify(result)}\n`);
    else if (result.state !== 'not visible') await terminal.output.writeStyled(resultText(result, text));
  }
  progress.clear();
  if (json !== true) await terminal.output.write(summaryText(all));
  if (junit !== undefined) await writeFile(junit, junitXml(all, name));
  return all.some(isFault) ? 1 : 0;
}

/** Prints what is checked: id, basis, title; and why nothing is of the others. */
export async function listChecks(
  all: readonly Check<never>[],
  notVisible: Readonly<Partial<Record<RequirementId, string>>>,
  terminal: Terminal,
): Promise<void> {
  for (const check of all) {
    const needs = check.needs === undefined ? '' : ` (needs ${check.needs.join(', ')})`;
    await terminal.output.write(
      `${checkId(check).padEnd(22)} ${requirements[check.requirement].basis}  ${check.title}${needs}\n`,
    );
  }
  for (const id of uncheckedOf(all)) {
    await terminal.output.write(`${id.padEnd(22)} not visible: ${notVisible[id] ?? notOfTheWire}\n`);
  }
}
