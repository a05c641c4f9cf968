import type { Outcome } from '@sdmp/outcomes';
import { SinkError } from '../sink-error.ts';

/** What a part of a subject cannot hold: separators, wildcards, white space. */
const unfit = /[.*>\s\p{Cc}]/gu;

/** A name as one part of a subject. */
function part(name: string | undefined): string {
  return name === undefined || name === '' ? '_' : name.replaceAll(unfit, '_');
}

/**
 * Where an outcome is published: `{tenant}` and `{campaign}` stand for the names, with `_` for what a subject cannot hold
 * and for a name that is absent. Throws `INVALID_ARGUMENT` for a template that is no subject.
 */
export function subjectBy(template: string): (outcome: Outcome) => string {
  const bare = template.replaceAll(/\{(tenant|campaign)\}/g, 'x');
  if (bare === '' || /[*>\s{}]|^\.|\.\.|\.$/.test(bare)) {
    throw new SinkError('INVALID_ARGUMENT', 'subject must be like outcomes.{tenant}.{campaign}, without wildcards');
  }
  return ({ tenantDescriptor, campaignName }) =>
    template.replaceAll('{tenant}', () => part(tenantDescriptor)).replaceAll('{campaign}', () => part(campaignName));
}
