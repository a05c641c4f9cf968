/** Colours on a dark ground, by the numbers of SGR without 30 or 90. */
const plain = ['#4b5263', '#e06c75', '#98c379', '#e5c07b', '#61afef', '#c678dd', '#56b6c2', '#abb2bf'] as const;
const bright = ['#7f848e', '#ef7a85', '#a8d88b', '#f0cd8d', '#77bdfb', '#d78bea', '#69c9d5', '#ffffff'] as const;
const ground = '#1e2127';
const ink = '#d7dae0';

const escape = String.fromCharCode(27);
const sequence = new RegExp(String.raw`${escape}\[([\d;]*)m`);

/** Size of a cell of the font in the picture, in its units. */
const cell = { width: 8.4, height: 18 };
const margin = 12;

interface Look {
  readonly colour: string;
  readonly isBold: boolean;
  readonly isFaint: boolean;
  readonly isReversed: boolean;
}

const usual: Look = { colour: ink, isBold: false, isFaint: false, isReversed: false };

/** Returns how text looks after an SGR sequence. What is not known here changes nothing. */
function after(look: Look, codes: string): Look {
  return codes.split(';').reduce((now, text) => {
    const code = Number(text);
    if (code === 0) return usual;
    if (code === 1) return { ...now, isBold: true };
    if (code === 2) return { ...now, isFaint: true };
    if (code === 7) return { ...now, isReversed: true };
    if (code === 22) return { ...now, isBold: false, isFaint: false };
    if (code === 27) return { ...now, isReversed: false };
    if (code === 39) return { ...now, colour: ink };
    const colour = plain[code - 30] ?? bright[code - 90];
    return colour === undefined ? now : { ...now, colour };
  }, look);
}

/** Spaces become those that no viewer joins. */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll(' ', '\u00a0');
}

function span(text: string, column: number, row: number, look: Look): string {
  const x = margin + column * cell.width;
  const y = margin + row * cell.height;
  const width = text.length * cell.width;
  const back = look.isReversed
    ? `<rect x="${x}" y="${y}" width="${width}" height="${cell.height}" fill="${look.colour}"/>`
    : '';
  const weight = look.isBold ? ' font-weight="bold"' : '';
  const faint = look.isFaint ? ' opacity=".65"' : '';
  const fill = look.isReversed ? ground : look.colour;
  return `${back}<text x="${x}" y="${y + 13.5}" textLength="${width}" fill="${fill}"${weight}${faint}>${escaped(text)}</text>`;
}

/** Returns a picture of a screen as tmux gives it with its colours: an SVG of the size of that many columns. */
export function terminalPicture(screen: string, columns: number): string {
  const rows = screen.split('\n');
  const parts: string[] = [];
  let look = usual;
  for (const [row, line] of rows.entries()) {
    let column = 0;
    // The text between two sequences, which stand at the odd places.
    for (const [index, piece] of line.split(sequence).entries()) {
      if (index % 2 === 1) look = after(look, piece === '' ? '0' : piece);
      else {
        if (piece.trim() !== '' || look.isReversed) parts.push(span(piece, column, row, look));
        column += piece.length;
      }
    }
  }
  const size = { width: 2 * margin + columns * cell.width, height: 2 * margin + rows.length * cell.height };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="14">`,
    `<rect width="100%" height="100%" rx="8" fill="${ground}"/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}
