import { jsonElements, jsonMembers, jsonStart } from '@sdmp/codec';
import { suggest } from '@sdmp/terminal';
import { z } from 'zod';
import { type ConditionName, conditionNames, conditions, duration, isConditionName } from './conditions.ts';

/** One step of a scenario. */
export interface Step {
  readonly condition: ConditionName;
  /** Time since the step before began, milliseconds. */
  readonly after: number;
  /** How long the condition lasts, milliseconds; undefined: until another replaces it, or the scenario is repeated. */
  readonly for: number | undefined;
  /** Its own fields, checked. */
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface Scenario {
  readonly steps: readonly Step[];
  /** Whether it begins anew at its end. */
  readonly repeat: boolean;
}

type Path = readonly PropertyKey[];

/** Something that is wrong in a step or a scenario, and where. */
export interface Problem {
  readonly path: Path;
  readonly message: string;
}

/** A scenario file was read, and its content is wrong. */
export class InvalidScenarioError extends Error {
  override readonly name = 'InvalidScenarioError';
  /** File, line, path, what is wrong and what is right. */
  readonly problems: readonly string[];

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.join('\n'), options);
    this.problems = problems;
  }
}

const scenarioSchema = z.strictObject({
  steps: z.array(z.unknown(), { error: 'must be a list of steps' }).min(1, { error: 'must have at least one step' }),
  repeat: z.boolean({ error: 'must be true or false' }).default(false),
});

const stepShape = { condition: z.string(), after: duration.optional() } as const;

function schemaOf(name: ConditionName) {
  const { shape, ...definition } = conditions[name];
  return z.strictObject({
    ...stepShape,
    ...shape,
    ...('end' in definition ? { for: duration.optional() } : {}),
  });
}

function problemsOf(error: z.ZodError, known: readonly string[]): readonly Problem[] {
  return error.issues.flatMap((issue): readonly Problem[] => {
    if (issue.code !== 'unrecognized_keys') return [{ path: issue.path, message: issue.message }];
    return issue.keys.map((key) => {
      const [meant] = suggest(key, known);
      const hint = meant === undefined ? `known here are ${known.join(', ')}` : `did you mean ${meant}?`;
      return { path: [...issue.path, key], message: `is unknown: ${hint}` };
    });
  });
}

/** Reads a step. Returns what is wrong where it is none. */
export function readStep(value: unknown): Step | readonly Problem[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ path: [], message: 'must be a group of keys with a condition' }];
  }
  const name: unknown = 'condition' in value ? value.condition : undefined;
  if (!isConditionName(name)) {
    const [meant] = typeof name === 'string' ? suggest(name, conditionNames) : [];
    const hint = meant === undefined ? `it must be one of ${conditionNames.join(', ')}` : `did you mean ${meant}?`;
    const what = name === undefined ? 'is missing' : `${JSON.stringify(name)} is unknown`;
    return [{ path: ['condition'], message: `${what}: ${hint}` }];
  }
  const schema = schemaOf(name);
  const result = schema.safeParse(value);
  if (!result.success) return problemsOf(result.error, Object.keys(schema.shape));
  const { after = 0, ...fields } = result.data;
  const lasts = 'for' in fields && typeof fields.for === 'number' ? fields.for : undefined;
  return { condition: name, after, for: lasts, fields };
}

export function isStep(read: Step | readonly Problem[]): read is Step {
  return 'condition' in read;
}

/** Reads the text of a scenario file. Throws `InvalidScenarioError`, which names every problem. */
export function parseScenario(text: string, file: string): Scenario {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new InvalidScenarioError([`${file}${syntaxPlace(cause)}: this is no JSON: ${reasonOf(cause)}`], { cause });
  }
  const whole = scenarioSchema.safeParse(value);
  if (!whole.success) {
    const problems = problemsOf(whole.error, Object.keys(scenarioSchema.shape));
    throw invalid(
      file,
      text,
      problems.map((each) => (each.path.length > 0 ? each : { ...each, message: 'a scenario is {"steps": [...]}' })),
    );
  }
  const problems: Problem[] = [];
  const steps: Step[] = [];
  for (const [at, each] of whole.data.steps.entries()) {
    const read = readStep(each);
    if (isStep(read)) steps.push(read);
    else problems.push(...read.map(({ path, message }) => ({ path: ['steps', at, ...path], message })));
  }
  if (problems.length > 0) throw invalid(file, text, problems);
  return { steps, repeat: whole.data.repeat };
}

function invalid(file: string, text: string, problems: readonly Problem[]): InvalidScenarioError {
  return new InvalidScenarioError(
    problems.map(({ path, message }) => `${file}:${lineOf(text, path)}: ${[pathText(path), message].join(' ').trim()}`),
  );
}

/** Node says where JSON is wrong, and quotes it. */
const placeForm = /\(line (\d+) column (\d+)\)/;

function syntaxPlace(cause: unknown): string {
  const [, line, column] = placeForm.exec(String(cause)) ?? [];
  return line === undefined ? ':1' : `:${line}:${column ?? 1}`;
}

function reasonOf(cause: unknown): string {
  return cause instanceof Error
    ? cause.message.replace(/ in JSON at position.*$/s, '').replaceAll(/\s+/g, ' ')
    : String(cause);
}

/** `steps[2].for`. */
export function pathText(path: Path): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}

/** Line of the value at a path, or of the nearest around it. */
function lineOf(json: string, path: Path): number {
  let at = jsonStart(json);
  for (const step of path) {
    const found =
      typeof step === 'number'
        ? json[at] === '[' && jsonElements(json, at)[step]
        : json[at] === '{' && jsonMembers(json, at).find(({ name }) => name === step);
    if (found === false || found === undefined) break;
    at = found.start;
  }
  return json.slice(0, at).split('\n').length;
}
