const labelWidth = 14;

/** A line of the form `  since         10.6.660`. */
export function label(name: string, value: string): string {
  return `  ${name.padEnd(labelWidth)}${value}`;
}

/** Breaks text between words so that lines fit. */
export function fill(text: string, columns: number, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && indent.length + line.length + 1 + word.length > columns) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, indent + line];
}
