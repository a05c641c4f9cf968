import type { MessageDefinition, ParameterDefinition } from './define-message.ts';
import { noProblems, type Problem } from './problem.ts';
import { describeValue, type ValueRule, valueRule } from './value-rules.ts';
import { compareVersions, parseVersion, type Version } from './version.ts';

/** The fields of a message as they are on the wire: code, value, code, value … in order, repeats included. */
export type WireFields = readonly string[];

interface CompiledParameter {
  readonly index: number;
  readonly definition: ParameterDefinition;
  readonly rule: ValueRule;
  /** Set when the release does not know the parameter yet. */
  readonly laterThan?: string;
}

/**
 * A message as one release knows it, ready to check wire fields.
 *
 * Messages to the dialer are requests and are checked strictly. Messages from it are read forgivingly: unknown and
 * repeated parameters, and empty values, are no problem there.
 */
export class CompiledMessage {
  readonly definition: MessageDefinition;
  /** Codes the message knows in this release. */
  readonly codes: ReadonlySet<string>;
  /** Code of its line-of-business data, if it has one. */
  readonly dataCode: string | undefined;
  /** Code of its quoted text, if it has one. */
  readonly quotedCode: string | undefined;
  readonly #parameters = new Map<string, CompiledParameter>();
  readonly #mandatory: readonly CompiledParameter[];
  readonly #strict: boolean;
  readonly #release: string;

  constructor(definition: MessageDefinition, release: string, version: Version) {
    this.definition = definition;
    this.#strict = definition.direction === 'toDialer';
    this.#release = release;
    for (const [index, parameter] of definition.parameters.entries()) {
      const { since } = parameter;
      const isLater = since !== undefined && compareVersions(parseVersion(since), version) > 0;
      this.#parameters.set(parameter.code, {
        index,
        definition: parameter,
        rule: valueRule(parameter),
        ...(isLater ? { laterThan: since } : {}),
      });
    }
    const known = [...this.#parameters.values()].filter(({ laterThan }) => laterThan === undefined);
    this.codes = new Set(known.map((parameter) => parameter.definition.code));
    this.#mandatory = known.filter((parameter) => parameter.definition.mandatory);
    this.dataCode = known.find((parameter) => parameter.definition.kind === 'data')?.definition.code;
    this.quotedCode = known.find((parameter) => parameter.definition.kind === 'quoted')?.definition.code;
  }

  /** Everything that is wrong with the fields; the same empty list each time nothing is. */
  check(fields: WireFields): readonly Problem[] {
    let problems: Problem[] | undefined;
    const seen = new Set<string>();
    for (let at = 0; at < fields.length; at += 2) {
      const code = fields[at] ?? '';
      const value = fields[at + 1] ?? '';
      // A documented example has an empty segment; it means nothing.
      if (code === '' && value === '') continue;
      const problem = this.#checkField(code, value, seen);
      if (problem !== undefined) {
        problems ??= [];
        problems.push(problem);
      }
      seen.add(code);
    }
    const absent = this.#checkPresence(seen);
    if (absent.length > 0) return problems === undefined ? absent : [...problems, ...absent];
    return problems ?? noProblems;
  }

  #checkField(code: string, value: string, seen: ReadonlySet<string>): Problem | undefined {
    const parameter = this.#parameters.get(code);
    if (parameter === undefined) {
      if (!this.#strict || this.definition.completeness === 'namedOnly') return undefined;
      return { rule: 'unknownParameter', code, value, message: `${this.definition.code} has no parameter '${code}'` };
    }
    const { name } = parameter.definition;
    if (this.#strict) {
      if (parameter.laterThan !== undefined) {
        const message = `${code} (${name}) came with ${parameter.laterThan}; this is ${this.#release}`;
        return { rule: 'notInRelease', code, name, value, message };
      }
      if (seen.has(code)) {
        return { rule: 'repeatedParameter', code, name, value, message: `${code} (${name}) occurs more than once` };
      }
    } else if (value === '') {
      return undefined;
    }
    const rule = parameter.rule(value);
    if (rule === undefined) return undefined;
    return { rule, code, name, value, message: `${code} (${name}) must be ${describeValue(parameter.definition)}` };
  }

  #checkPresence(seen: ReadonlySet<string>): readonly Problem[] {
    let problems: Problem[] | undefined;
    for (const { definition } of this.#mandatory) {
      if (seen.has(definition.code)) continue;
      problems ??= [];
      problems.push(missing(definition));
    }
    for (const rule of this.definition.rules ?? []) {
      if (rule.codes.some((code) => seen.has(code))) continue;
      problems ??= [];
      const message = `${this.definition.code} needs ${rule.codes.join(' or ')} or both`;
      problems.push({ rule: 'neitherSuccessNorFailure', message });
    }
    return problems ?? noProblems;
  }
}

function missing({ code, name }: ParameterDefinition): Problem {
  return {
    rule: code === 'TX' ? 'transactionMissing' : 'missingParameter',
    code,
    name,
    message: `${code} (${name}) is missing`,
  };
}
