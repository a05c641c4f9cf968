import { SaxesParser } from 'saxes';
import type { DataField, DataProblem } from './data-field.ts';
import type { ReadFields } from './data-format.ts';
import { dataElements, dataNamespace, dataRoot } from './xml-layout.ts';

/** Ends reading at the first part that is not allowed in data. */
class Unexpected extends Error {}

/**
 * Parses data in XML to fields. Strict: a root in its namespace, one row, columns, nothing deeper, and no document type, so
 * only the five entities of XML. The index `i` is ignored and may be absent; `m` defaults to false.
 */
export function readXml(text: string): ReadFields {
  const fields: DataField[] = [];
  try {
    parse(text, fields);
    return { fields, problems: [] };
  } catch (error) {
    return { fields, problems: [problemOf(error)] };
  }
}

/** Reports only the position, because the parser's message may contain the text. */
function problemOf(error: unknown): DataProblem {
  if (error instanceof Unexpected) return { rule: 'layout', message: error.message };
  const place = error instanceof Error ? /^\d+:\d+/.exec(error.message)?.[0] : undefined;
  return { rule: 'malformed', message: `The XML is not well-formed${place === undefined ? '' : ` at ${place}`}` };
}

function parse(text: string, fields: DataField[]): void {
  const parser = new SaxesParser();
  let depth = 0;
  let rows = 0;
  const refuse = (what: string) => () => {
    throw new Unexpected(`Data in XML have no ${what}`);
  };
  parser.on('doctype', refuse('document type'));
  parser.on('processinginstruction', refuse('processing instructions'));
  parser.on('comment', refuse('comments'));
  parser.on('cdata', refuse('character data'));
  parser.on('text', (characters) => {
    if (/\S/.test(characters)) throw new Unexpected('Data in XML must not contain text between elements');
  });
  parser.on('opentagstart', ({ name }) => {
    const element = dataElements[depth];
    if (element?.name !== name) throw new Unexpected(`An element at depth ${depth + 1} is not ${expected(depth)}`);
  });
  parser.on('attribute', ({ name }) => {
    const element = dataElements[depth];
    if (element?.attributes.has(name) !== true) {
      throw new Unexpected(`Element ${element?.name ?? ''} has an attribute that data do not have`);
    }
  });
  parser.on('opentag', ({ name, attributes }) => {
    depth++;
    if (name === dataRoot && attributes['xmlns'] !== dataNamespace) {
      throw new Unexpected(`Element ${dataRoot} is not in its namespace`);
    }
    if (name === 'r' && ++rows > 1) throw new Unexpected('There is more than one row');
    if (name === 'c') fields.push(column(attributes, fields.length + 1));
  });
  parser.on('closetag', () => {
    depth--;
  });
  parser.write(text).close();
  if (rows === 0) throw new Unexpected('There is no row');
}

function expected(depth: number): string {
  return dataElements[depth]?.name ?? 'allowed';
}

const marks: ReadonlyMap<string | undefined, boolean> = new Map([
  [undefined, false],
  ['false', false],
  ['true', true],
]);

function column(attributes: Readonly<Record<string, string>>, number: number): DataField {
  const { n: name, d: value } = attributes;
  const m = marks.get(attributes['m']);
  if (name === undefined || value === undefined) throw new Unexpected(`Column ${number} lacks n or d`);
  if (m === undefined) throw new Unexpected(`Column ${number} has an m that is neither true nor false`);
  return { name, value, m };
}
