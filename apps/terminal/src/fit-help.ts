/** Fewest columns that a description may be squeezed into; with less it stands below its term. */
const leastColumns = 24;
const belowIndent = 6;

/**
 * Breaks the lines of a help text that are wider than the terminal: paragraphs anew, and the description of an option or a command below
 * its own beginning. Examples stay whole, so that they can be copied.
 */
export function fitHelp(text: string, columns: number): string {
  const fitted: string[] = [];
  let paragraph: string[] = [];
  let isExample = false;
  const endParagraph = (): void => {
    const isTooWide = paragraph.some(({ length }) => length > columns);
    fitted.push(...(isTooWide ? wrapped(paragraph.join(' '), columns) : paragraph));
    paragraph = [];
  };
  for (const line of text.split('\n')) {
    if (/^\S/.test(line)) {
      isExample = /^Examples?:$/.test(line);
      paragraph.push(line);
      continue;
    }
    endParagraph();
    if (line === '') isExample = false;
    // JSON is an example, too.
    const isWhole = line.length <= columns || isExample || /^ *\{/.test(line);
    fitted.push(...(isWhole ? [line] : hanging(line, columns)));
  }
  endParagraph();
  return fitted.join('\n');
}

/** Breaks a line, what follows below its description. */
function hanging(line: string, columns: number): readonly string[] {
  const [, term = '', description = ''] = /^( +\S.*? {2,})(\S.*)$/.exec(line) ?? [];
  if (description === '') {
    const indent = line.length - line.trimStart().length;
    return wrapped(line.trimStart(), columns - indent).map((each) => ' '.repeat(indent) + each);
  }
  if (columns - term.length < leastColumns) {
    const below = wrapped(description, columns - belowIndent).map((each) => ' '.repeat(belowIndent) + each);
    return [term.trimEnd(), ...below];
  }
  const [first = '', ...others] = wrapped(description, columns - term.length);
  return [term + first, ...others.map((each) => ' '.repeat(term.length) + each)];
}

function wrapped(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= columns || line === '') {
      line = longer;
      continue;
    }
    lines.push(line);
    line = word;
  }
  return [...lines, line];
}
