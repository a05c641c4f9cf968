import type { Direction, MessageDefinition } from '../packages/protocol/src/index.ts';
import { madeBy, page, plain, table } from './reference-markdown.ts';
import { messageSection } from './reference-message.ts';
import { errorsPage, reasonsPage, releasesPage } from './reference-numbers.ts';
import { catalogue, directions, linkTo, messagesAt, type Place, places } from './reference-places.ts';

/** Returns every page of the reference by file name. */
export function referencePages(): ReadonlyMap<string, string> {
  return new Map([
    ['README.md', indexPage()],
    ...places.map((place): [string, string] => [place.file, placePage(place)]),
    ['reasons.md', reasonsPage()],
    ['errors.md', errorsPage()],
    ['releases.md', releasesPage()],
  ]);
}

function indexPage(): string {
  const parameters = catalogue.reduce((sum, message) => sum + message.parameters.length, 0);
  return page(
    madeBy,
    '# SDMP reference',
    `The messages of SDMP as [\`@sdmp/protocol\`](../../packages/protocol/README.md) knows them: ${catalogue.length} messages with ${parameters} parameters, from public documentation. \`sdmp explain EO\` prints the same on a terminal.`,
    table(
      ['page', 'messages', 'known by name only'],
      places.map((place) => {
        const found = messagesAt(place);
        const namedOnly = found.filter(({ completeness }) => completeness === 'namedOnly');
        return [`[${place.title}](${place.file})`, String(found.length), String(namedOnly.length)];
      }),
    ),
    'Besides: [reasons and agent outcomes](reasons.md), [error codes](errors.md), [releases](releases.md).',
    '## How to read it',
    [
      '- Certainty: `documented` stands in the parameter table or in the text of the documentation; `example` was seen in a documented example only; `inferred` is concluded from sister messages.',
      '- Mandatory: as documented. An empty cell means optional or not known.',
      '- Since: the first release that has it; an empty cell means every release.',
      '- In code: the name that `@sdmp/protocol/messages` exports.',
      '- Readers must take further parameters in what comes from the dialer: the documentation is larger than this reference.',
    ].join('\n'),
  );
}

function placePage(place: Place): string {
  const found = messagesAt(place);
  const sections = (['toDialer', 'fromDialer'] as const).flatMap((direction) => directionSections(found, direction));
  return page(madeBy, `# ${place.title}`, '[All pages](README.md)', ...sections);
}

function directionSections(found: readonly MessageDefinition[], direction: Direction): readonly string[] {
  const inDirection = found.filter((message) => message.direction === direction);
  if (inDirection.length === 0) return [];
  const overview = table(
    ['code', 'name', 'what for'],
    inDirection.map((message) => [linkTo(message, message.code), message.name, plain(message.summary)]),
  );
  return [`## ${directions[direction]}`, overview, ...inDirection.map(messageSection)];
}
