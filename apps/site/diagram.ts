import { renderMermaidSVG } from 'beautiful-mermaid';

/** Lines of a diagram that name and describe it for those who do not see it; Mermaid's own words for it. */
const titleLine = /^\s*accTitle: *(.+)$/m;
const descriptionLine = /^\s*accDescr: *(.+)$/m;
/** Its own style asks for a font of another server, and Vue takes no style inside a template: the theme has it. */
const ownStyle = /<style>.*?<\/style>/gs;

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * Draws a Mermaid diagram as an SVG that needs no script, takes its colours from the theme, and is read out by its `accTitle` and
 * `accDescr`. `id` is unique on the page. Throws when one of them is missing, or when the diagram cannot be drawn.
 */
export function drawDiagram(source: string, id: string): string {
  const [, title] = titleLine.exec(source) ?? [];
  const [, description] = descriptionLine.exec(source) ?? [];
  if (title === undefined || description === undefined) {
    throw new Error(`a diagram has no accTitle or no accDescr:\n${source}`);
  }
  const svg = renderMermaidSVG(source.replace(titleLine, '').replace(descriptionLine, ''), {
    bg: 'var(--vp-c-bg)',
    fg: 'var(--vp-c-text-1)',
    transparent: true,
  });
  const names = [...svg.matchAll(/<marker id="([^"]+)"/g)].map(([, name = '']) => name);
  const unique = names.reduce(
    (text, name) => text.replaceAll(`id="${name}"`, `id="${id}-${name}"`).replaceAll(`#${name})`, `#${id}-${name})`),
    svg.replaceAll(ownStyle, ''),
  );
  const words = `<title id="${id}-title">${escaped(title)}</title><desc id="${id}-desc">${escaped(description)}</desc>`;
  const labelled = unique.replace(
    /^<svg ([^>]*)>/,
    `<svg role="img" aria-labelledby="${id}-title" aria-describedby="${id}-desc" $1>${words}`,
  );
  return `<figure class="diagram" v-pre>${labelled}</figure>`;
}
