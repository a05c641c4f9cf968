import { countOf } from '@sdmp/events';
import { decode, format, type Message } from '@sdmp/codec';
import { type Direction, identify, type ParameterDefinition, type Release } from '@sdmp/protocol';

const hidden = '***';
const shownDigits = 3;

/** Parameters that hold a telephone number. */
const numbers = /^(?:telephone|dialed|called|ringBack)Number$/;
/** Parameters that hold what an application wrote. */
const contents = /^(?:data|applicationSpecificData)$/;
const secrets = /password/i;

/** Parameters of our extensions, which hold nothing personal: places and runs. */
const extensions: ReadonlySet<string> = new Set(['ZP', 'ZL', 'NT']);

/** A frame as it may be shown. */
export interface ShownFrame {
  readonly service: string | null;
  readonly interface: string | null;
  /** Null when the frame does not begin with a message code. */
  readonly code: string | null;
  /** Long name; null when the catalogue does not know the message. */
  readonly name: string | null;
  readonly params: readonly (readonly [code: string, value: string])[];
  /** What is wrong with it, a line each, without values. */
  readonly problems: readonly string[];
}

export interface ShowOptions {
  readonly release: Release;
  /** Whether telephone numbers and data are shown. Passwords never are. */
  readonly showPersonal: boolean;
}

/** Returns what of a frame may be shown. */
export function showFrame(text: string, direction: Direction, options: ShowOptions): ShownFrame {
  const message = decode(text);
  if (message.code === '') {
    const problem = `This is no message: ${countOf(text.length, 'character')}`;
    return { service: null, interface: null, code: null, name: null, params: [], problems: [problem] };
  }
  const { message: known, problems } = identify(options.release, message, message.fields, direction);
  return {
    service: message.service,
    interface: message.interface,
    code: message.code,
    name: known?.definition.name ?? null,
    params: shownParameters(message, (code) => known?.parameter(code), direction, options),
    problems: problems.map((problem) => problem.message),
  };
}

function shownParameters(
  message: Message,
  parameterOf: (code: string) => ParameterDefinition | undefined,
  direction: Direction,
  options: ShowOptions,
): readonly (readonly [string, string])[] {
  return message.entries().map(([code, value]) => {
    const parameter = parameterOf(code);
    if (parameter?.kind === 'quoted') return [code, shownQuote(value, direction, options)];
    return [code, shownValue(parameter, code, value, options)];
  });
}

function shownValue(
  parameter: ParameterDefinition | undefined,
  code: string,
  value: string,
  { showPersonal }: ShowOptions,
): string {
  const { name = '', kind } = parameter ?? {};
  if (value === '') return value;
  if (secrets.test(name)) return hidden;
  if (showPersonal || extensions.has(code)) return value;
  if (numbers.test(name)) return value.length > shownDigits ? hidden + value.slice(-shownDigits) : hidden;
  return parameter === undefined || kind === 'data' || contents.test(name) ? hidden : value;
}

/** An ER quotes the message that it rejects, which may hold anything that a message does. */
function shownQuote(value: string, direction: Direction, options: ShowOptions): string {
  const { service, interface: layer, code } = decode(value);
  if (value === '' || code === '') return value === '' ? value : hidden;
  const { params } = showFrame(value, direction === 'toDialer' ? 'fromDialer' : 'toDialer', options);
  return format({ service, interface: layer, code, fields: params.flat() });
}
