import { drawLineChart, type LineChart, textAt } from './line-chart.ts';

const chart = { width: 420, height: 270 };
const columns = 2;
const footer = 30;

/** Draws charts side by side with a caption below them. */
export function drawSheet(charts: readonly LineChart[], caption: string): string {
  const width = columns * chart.width;
  const height = Math.ceil(charts.length / columns) * chart.height + footer;
  const drawn = charts.map((each, index) =>
    drawLineChart(each, {
      x: (index % columns) * chart.width,
      y: Math.floor(index / columns) * chart.height,
      ...chart,
    }),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    ...drawn,
    textAt(16, height - 12, caption, 'fill="#57606a" font-size="11"'),
    '</svg>',
    '',
  ].join('\n');
}
