import { CodeTable, codeNumber } from './code-table.ts';
import type { MessageDefinition, ParameterDefinition } from './define-message.ts';
import type { ServiceErrorName } from './errors.ts';
import { noProblems, type Problem } from './problem.ts';
import { FieldSegments, type Segments } from './segments.ts';
import { codeLength } from './transport.ts';
import { describeValue, type RangeRule, rangeRule } from './value-rules.ts';
import { compareVersions, parseVersion, type Version } from './version.ts';

/** Fields as on the wire: code, value, code, value … in order, including repeats. */
export type WireFields = readonly string[];

/** Whether fields were received or are to be sent. */
export type FieldUse = 'read' | 'write';

interface CompiledParameter {
  /** Index in the definition. */
  readonly index: number;
  readonly definition: ParameterDefinition;
  readonly rule: RangeRule;
  /** First release with the parameter, if it is later than the current one. */
  readonly laterThan: string | undefined;
}

interface CompiledRule {
  readonly indexes: readonly number[];
  readonly message: string;
}

function compileParameter(definition: ParameterDefinition, index: number, version: Version): CompiledParameter {
  const { since } = definition;
  const isLater = since !== undefined && compareVersions(parseVersion(since), version) > 0;
  return { index, definition, rule: rangeRule(definition), laterThan: isLater ? since : undefined };
}

/** Maximum number of listed problems: one suffices to reject a message, and a frame may contain half a million. */
const maxProblems = 100;

/**
 * A message in one release, prepared for checking wire fields.
 *
 * Messages to the dialer are requests and are checked strictly. Messages from it are read leniently: unknown and repeated
 * parameters, and empty values, are accepted.
 */
export class CompiledMessage {
  readonly definition: MessageDefinition;
  /** Codes of the message's parameters in this release. */
  readonly codes: ReadonlySet<string>;
  /** Code of its line-of-business data, if any. */
  readonly dataCode: string | undefined;
  /** Code of its quoted text, if any. */
  readonly quotedCode: string | undefined;
  /** Parameters by code number. */
  readonly #parameters: CodeTable<CompiledParameter>;
  readonly #mandatory: readonly CompiledParameter[];
  readonly #rules: readonly CompiledRule[];
  readonly #isRequest: boolean;
  readonly #release: string;
  /** For each parameter the number of the last check that met it, which avoids a set per message. */
  readonly #lastMet: Float64Array;
  #checkNumber = 0;

  constructor(definition: MessageDefinition, release: string, version: Version) {
    this.definition = definition;
    this.#isRequest = definition.direction === 'toDialer';
    this.#release = release;
    const parameters = definition.parameters.map((parameter, index) => compileParameter(parameter, index, version));
    this.#parameters = new CodeTable(
      parameters.map((parameter) => [codeNumber(parameter.definition.code), parameter] as const),
    );
    const known = parameters.filter(({ laterThan }) => laterThan === undefined);
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

  /** Returns the definition of a parameter, including parameters of later releases. */
  parameter(code: string): ParameterDefinition | undefined {
    return this.#parameterOf(code)?.definition;
  }

  /**
   * Returns the problems of the fields, at most 100, or a shared empty list. With `'write'` the check is strict in both
   * directions. Checking segments without a fault allocates nothing.
   */
  check(fields: WireFields | Segments, use: FieldUse = 'read'): readonly Problem[] {
    const segments = 'next' in fields ? fields : new FieldSegments(fields);
    const isStrict = this.#isRequest || use === 'write';
    const lastMet = this.#lastMet;
    const checkNumber = ++this.#checkNumber;
    let problems: Problem[] | undefined;
    segments.rewind();
    while (segments.next()) {
      const parameter = this.#parameters.get(segments.codeNumber);
      let isRepeated = false;
      if (parameter !== undefined) {
        isRepeated = lastMet[parameter.index] === checkNumber;
        lastMet[parameter.index] = checkNumber;
      }
      const rule = this.#brokenRule(parameter, segments.text, segments.start, segments.end, isStrict, isRepeated);
      if (rule === undefined) continue;
      const problem = this.#problem(rule, segments.code(), segments.text.slice(segments.start, segments.end));
      if (problem === undefined) continue;
      problems ??= [];
      if (problems.push(problem) === maxProblems) return problems;
    }
    return this.#checkPresence(problems);
  }

  /** Returns the problem of a single value, independent of other fields. */
  checkValue(code: string, value: string, use: FieldUse = 'read'): Problem | undefined {
    const isStrict = this.#isRequest || use === 'write';
    const rule = this.#brokenRule(this.#parameterOf(code), value, 0, value.length, isStrict, false);
    return rule === undefined ? undefined : this.#problem(rule, code, value);
  }

  #parameterOf(code: string): CompiledParameter | undefined {
    return code.length === codeLength ? this.#parameters.get(codeNumber(code)) : undefined;
  }

  #brokenRule(
    parameter: CompiledParameter | undefined,
    text: string,
    start: number,
    end: number,
    isStrict: boolean,
    isRepeated: boolean,
  ): ServiceErrorName | undefined {
    if (parameter === undefined) {
      return isStrict && this.definition.completeness !== 'namedOnly' ? 'unknownParameter' : undefined;
    }
    if (isStrict && parameter.laterThan !== undefined) return 'notInRelease';
    if (isStrict && isRepeated) return 'repeatedParameter';
    if (start === end && this.#forgivesEmpty(parameter, isStrict)) return undefined;
    return parameter.rule(text, start, end);
  }

  /** Returns undefined for an empty segment, which occurs in a documented example and has no meaning. */
  #problem(rule: ServiceErrorName, code: string, value: string): Problem | undefined {
    const parameter = this.#parameterOf(code);
    if (parameter === undefined) {
      if (code === '' && value === '') return undefined;
      return { rule, code, value, message: `${this.definition.code} has no parameter '${code}'` };
    }
    const { definition, laterThan } = parameter;
    const subject = `${code} (${definition.name})`;
    const message =
      rule === 'notInRelease'
        ? `${subject} was added in ${String(laterThan)}; this is ${this.#release}`
        : rule === 'repeatedParameter'
          ? `${subject} occurs more than once`
          : `${subject} must be ${describeValue(definition)}`;
    return { rule, code, name: definition.name, value, message };
  }

  /** Returns whether an empty value is accepted: the dialer sends empty data; other empty values are accepted only when reading. */
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
