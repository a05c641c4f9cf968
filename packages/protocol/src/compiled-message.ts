import type { MessageDefinition, ParameterDefinition } from './define-message.ts';
import { noProblems, type Problem } from './problem.ts';
import { describeValue, type ValueRule, valueRule } from './value-rules.ts';
import { compareVersions, parseVersion, type Version } from './version.ts';

/** The fields of a message as they are on the wire: code, value, code, value … in order, repeats included. */
export type WireFields = readonly string[];

/** Whether fields came from a peer or are about to go to one. */
export type FieldUse = 'read' | 'write';

interface CompiledParameter {
  /** Its place in the definition. */
  readonly index: number;
  readonly definition: ParameterDefinition;
  readonly rule: ValueRule;
  /** Set when the release does not know the parameter yet. */
  readonly laterThan?: string;
}

interface CompiledRule {
  readonly indexes: readonly number[];
  readonly message: string;
}

/** Problems beyond these are not listed: one is enough to reject a message, and a frame may hold half a million. */
const maxProblems = 100;

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
  readonly #rules: readonly CompiledRule[];
  readonly #isRequest: boolean;
  readonly #release: string;
  /** By parameter: the number of the last check that met it. Spares a set for each message. */
  readonly #lastMet: Float64Array;
  #checkNumber = 0;

  constructor(definition: MessageDefinition, release: string, version: Version) {
    this.definition = definition;
    this.#isRequest = definition.direction === 'toDialer';
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
    this.#rules = (definition.rules ?? []).map(({ codes }) => ({
      indexes: known.filter((parameter) => codes.includes(parameter.definition.code)).map(({ index }) => index),
      message: `${definition.code} needs ${codes.join(' or ')} or both`,
    }));
    this.dataCode = known.find((parameter) => parameter.definition.kind === 'data')?.definition.code;
    this.quotedCode = known.find((parameter) => parameter.definition.kind === 'quoted')?.definition.code;
    this.#lastMet = new Float64Array(definition.parameters.length);
  }

  /** The definition of a parameter, also of one that came later than this release. */
  parameter(code: string): ParameterDefinition | undefined {
    return this.#parameters.get(code)?.definition;
  }

  /**
   * What is wrong with the fields; the same empty list each time nothing is. Lists at most 100. To be written, nothing is
   * forgiven, whatever the direction.
   */
  check(fields: WireFields, use: FieldUse = 'read'): readonly Problem[] {
    const isStrict = this.#isRequest || use === 'write';
    const lastMet = this.#lastMet;
    const checkNumber = ++this.#checkNumber;
    let problems: Problem[] | undefined;
    for (let at = 0; at < fields.length; at += 2) {
      const code = fields[at] ?? '';
      const value = fields[at + 1] ?? '';
      // A documented example has an empty segment; it means nothing.
      if (code === '' && value === '') continue;
      const parameter = this.#parameters.get(code);
      const isRepeated = parameter !== undefined && lastMet[parameter.index] === checkNumber;
      const problem = this.#checkField(parameter, code, value, isStrict, isRepeated);
      if (parameter !== undefined) lastMet[parameter.index] = checkNumber;
      if (problem === undefined) continue;
      problems ??= [];
      if (problems.push(problem) === maxProblems) return problems;
    }
    return this.#checkPresence(problems);
  }

  /** What is wrong with one value, apart from the other fields. */
  checkValue(code: string, value: string, use: FieldUse = 'read'): Problem | undefined {
    return this.#checkField(this.#parameters.get(code), code, value, this.#isRequest || use === 'write', false);
  }

  #checkField(
    parameter: CompiledParameter | undefined,
    code: string,
    value: string,
    isStrict: boolean,
    isRepeated: boolean,
  ): Problem | undefined {
    if (parameter === undefined) {
      if (!isStrict || this.definition.completeness === 'namedOnly') return undefined;
      return { rule: 'unknownParameter', code, value, message: `${this.definition.code} has no parameter '${code}'` };
    }
    if (isStrict) {
      const { name } = parameter.definition;
      if (parameter.laterThan !== undefined) {
        const message = `${code} (${name}) came with ${parameter.laterThan}; this is ${this.#release}`;
        return { rule: 'notInRelease', code, name, value, message };
      }
      if (isRepeated) {
        return { rule: 'repeatedParameter', code, name, value, message: `${code} (${name}) occurs more than once` };
      }
    }
    if (value === '' && this.#forgivesEmpty(parameter, isStrict)) return undefined;
    const rule = parameter.rule(value);
    if (rule === undefined) return undefined;
    const { definition } = parameter;
    const message = `${code} (${definition.name}) must be ${describeValue(definition)}`;
    return { rule, code, name: definition.name, value, message };
  }

  /** The dialer itself sends data without a value; anything else that is empty is only read. */
  #forgivesEmpty({ definition }: CompiledParameter, isStrict: boolean): boolean {
    return !this.#isRequest && (!isStrict || definition.kind === 'data');
  }

  #checkPresence(found: Problem[] | undefined): readonly Problem[] {
    let problems = found;
    for (const { index, definition } of this.#mandatory) {
      if (this.#lastMet[index] === this.#checkNumber) continue;
      problems ??= [];
      problems.push(missing(definition));
    }
    for (const { indexes, message } of this.#rules) {
      if (indexes.some((index) => this.#lastMet[index] === this.#checkNumber)) continue;
      problems ??= [];
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
