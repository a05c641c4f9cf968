import { type Document, isMap, isNode, isPair, isScalar, isSeq, type LineCounter, type Node } from 'yaml';

export type KeyPath = readonly PropertyKey[];

export interface Location {
  readonly line: number;
  readonly column: number;
}

/** `upstreams[0].port`. */
export function pathText(path: KeyPath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else text += text === '' ? String(step) : `.${String(step)}`;
  }
  return text;
}

/** Where a key path is in the file: at its key, or where it is missing at what should hold it. */
export function locate(document: Document, lines: LineCounter, path: KeyPath): Location {
  const offset = offsetOf(document, path);
  if (offset === undefined) return { line: 1, column: 1 };
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

function offsetOf(document: Document, path: KeyPath): number | undefined {
  let node: unknown = document.contents;
  let offset = startOf(node);
  for (const step of path) {
    const [found, at] = child(node, step);
    if (at === undefined) break;
    node = found;
    offset = at;
  }
  return offset;
}

function child(node: unknown, step: PropertyKey): readonly [value: unknown, offset: number | undefined] {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    return isPair(pair) ? [pair.value, startOf(pair.key)] : [undefined, undefined];
  }
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step];
    return [item, startOf(item)];
  }
  return [undefined, undefined];
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? (node satisfies Node).range?.[0] : undefined;
}
