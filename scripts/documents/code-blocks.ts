/** A block of code in a document. */
export interface CodeBlock {
  readonly document: string;
  /** Line of its fence, counted from 1. */
  readonly line: number;
  /** As the fence says; empty when it says none. */
  readonly language: string;
  readonly text: string;
  /** What the reader has already, such as a name that stands for their own program: code in a comment above, `<!-- context: … -->`. */
  readonly context: string;
}

const fence = /^( *)```(\w*)[^\n]*\n([\s\S]*?)^ *```$/gm;
const contextAbove = /<!-- context:\s*([\s\S]*?)\s*-->\s*$/;

/** Returns the code blocks of a document, in their order. */
export function codeBlocks(document: string, content: string): readonly CodeBlock[] {
  return [...content.matchAll(fence)].map(({ 1: indent = '', 2: language = '', 3: text = '', index }) => {
    const before = content.slice(0, index);
    const [, context = ''] = contextAbove.exec(before) ?? [];
    const line = before.split('\n').length;
    return { document, line, language, text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''), context };
  });
}
