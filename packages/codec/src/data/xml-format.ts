import type { DataField } from './data-field.ts';
import { type DataFormat, writeEach } from './data-format.ts';
import { readXml } from './read-xml.ts';
import { dataNamespace, dataRoot } from './xml-layout.ts';

/** Characters outside Char of XML 1.0, such as NUL, which cannot be written even as a reference. */
const neverInXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

/** Characters to escape: tabs and line ends would be read as blanks or end the message; a backslash would split it. */
const escaped = /[&<>"\\\t\n\r]/g;
const references: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\\': '&#92;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

function attributeText(text: string): string {
  return text.replace(escaped, (character) => references[character] ?? character);
}

/** Data in XML on one line and without a declaration, as documented. */
export const xmlFormat: DataFormat = {
  read: readXml,
  write: (fields) =>
    writeEach(
      fields,
      ({ name, value }) =>
        neverInXml.test(name) || neverInXml.test(value) ? 'XML cannot express a control character' : undefined,
      () => `<${dataRoot} xmlns="${dataNamespace}"><r>${fields.map(column).join('')}</r></${dataRoot}>`,
    ),
};

/** The index is no longer used, but the schema requires it; it is written as 0. */
function column({ name, value, m = false }: DataField): string {
  return `<c i="0" n="${attributeText(name)}" m="${m}" d="${attributeText(value)}"/>`;
}
