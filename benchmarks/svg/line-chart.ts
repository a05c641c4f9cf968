/** One line of a chart; y is at least zero, and so is x, which is greater on a logarithmic scale. */
export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface LineChart {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly Series[];
  /** Default `logarithmic`, with a dot and a tick for each point; `linear` is for many points. */
  readonly xScale?: 'logarithmic' | 'linear';
  /** Stretches of x that are marked. Default: none. */
  readonly marked?: readonly (readonly [from: number, to: number])[];
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const colours = ['#1f6feb', '#bf5700', '#2da44e', '#8250df', '#cf222e', '#57606a'];
const margin = { left: 56, right: 16, top: 34, bottom: 44 };

/** Formats 1200 as `1.2k`. */
export function shortNumber(value: number): string {
  const units = [
    [1e9, 'G'],
    [1e6, 'M'],
    [1e3, 'k'],
  ] as const;
  const unit = units.find(([size]) => value >= size);
  const [size, letter] = unit ?? [1, ''];
  return `${Number((value / size).toPrecision(3))}${letter}`;
}

export function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

export function textAt(x: number, y: number, text: string, attributes = ''): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${attributes}>${escapeXml(text)}</text>`;
}

/** Returns the smallest of 1, 2 and 5 times a power of ten that is not less than the value; one for nothing. */
function roundUp(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 2, 5, 10].find((step) => step * power >= value) ?? 10) * power;
}

/** Draws a chart with linear y from zero, as SVG elements. */
export function drawLineChart(chart: LineChart, box: Box): string {
  const { title, xLabel, yLabel, series, xScale = 'logarithmic', marked = [] } = chart;
  const isLinear = xScale === 'linear';
  const scaled = isLinear ? (x: number): number => x : Math.log10;
  const xs = series.flatMap(({ points }) => points.map(([x]) => x));
  const low = scaled(Math.min(...xs));
  const span = scaled(Math.max(...xs)) - low || 1;
  const top = roundUp(Math.max(...series.flatMap(({ points }) => points.map(([, y]) => y))));
  const left = box.x + margin.left;
  const right = box.x + box.width - margin.right;
  const bottom = box.y + box.height - margin.bottom;
  const high = box.y + margin.top;
  const atX = (x: number): number => left + ((scaled(x) - low) / span) * (right - left);
  const atY = (y: number): number => bottom - (y / top) * (bottom - high);

  const shares = [0, 0.25, 0.5, 0.75, 1];
  const marks = marked.map(([from, to]) => {
    const width = Math.max(1, atX(to) - atX(from)).toFixed(1);
    return `<rect x="${atX(from).toFixed(1)}" y="${high}" width="${width}" height="${bottom - high}" fill="#eaeef2"/>`;
  });
  const grid = shares.map((share) => {
    const y = atY(top * share);
    const line = `<line x1="${left}" y1="${y.toFixed(1)}" x2="${right}" y2="${y.toFixed(1)}" stroke="#d0d7de"/>`;
    return line + textAt(left - 6, y + 4, shortNumber(top * share), 'text-anchor="end"');
  });
  const ticksAt = isLinear ? shares.map((share) => low + span * share) : [...new Set(xs)];
  const ticks = ticksAt.map((x) => textAt(atX(x), bottom + 16, shortNumber(x), 'text-anchor="middle"'));
  const lines = series.map(({ name, points }, index) => {
    const colour = colours[index % colours.length] ?? '';
    const path = points.map(([x, y]) => `${atX(x).toFixed(1)},${atY(y).toFixed(1)}`).join(' ');
    const dots = (isLinear ? [] : points).map(
      ([x, y]) => `<circle cx="${atX(x).toFixed(1)}" cy="${atY(y).toFixed(1)}" r="3" fill="${colour}"/>`,
    );
    const legend = textAt(left + 8, high + 14 + index * 15, name, `fill="${colour}"`);
    return `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="${isLinear ? 1 : 2}"/>${dots.join('')}${legend}`;
  });
  return [
    textAt(box.x + margin.left, box.y + 20, title, 'font-weight="bold"'),
    ...marks,
    ...grid,
    ...ticks,
    textAt((left + right) / 2, bottom + 34, xLabel, 'text-anchor="middle"'),
    textAt(box.x + box.width - margin.right, box.y + 20, yLabel, 'text-anchor="end" fill="#57606a"'),
    ...lines,
  ].join('\n');
}
