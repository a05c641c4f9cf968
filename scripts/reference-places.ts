import { type MessageDefinition, messages } from '../packages/protocol/src/index.ts';
import * as exportedMessages from '../packages/protocol/src/messages.ts';

/** An interface of a service, documented on its own page. */
export interface Place {
  readonly service: string;
  readonly interface: string;
  readonly file: string;
  readonly title: string;
}

export const places: readonly Place[] = [
  { service: 'CG', interface: 'MA', file: 'cg-management.md', title: 'CG:MA, CallGem, management interface' },
  { service: 'CG', interface: 'AG', file: 'cg-agent.md', title: 'CG:AG, CallGem, agent interface' },
  { service: 'CG', interface: 'CA', file: 'cg-campaign.md', title: 'CG:CA, CallGem, campaign interface' },
  { service: 'CG', interface: 'CT', file: 'cg-cti.md', title: 'CG:CT, CallGem, CTI interface' },
  { service: 'CG', interface: 'US', file: 'cg-user.md', title: 'CG:US, CallGem, user interface' },
  { service: 'CM', interface: 'DE', file: 'cm.md', title: 'CM:DE, Campaign Manager' },
];

export const catalogue: readonly MessageDefinition[] = messages;

export const directions = { toDialer: 'To the dialer', fromDialer: 'From the dialer' } as const;

export function messagesAt({ service, interface: layer }: Place): readonly MessageDefinition[] {
  return catalogue.filter((message) => message.service === service && message.interface === layer);
}

/** Returns a message's anchor, such as `to-dialer-eo`; the direction is included because codes occur in both. */
export function anchorOf({ direction, code }: MessageDefinition): string {
  return `${direction === 'toDialer' ? 'to' : 'from'}-dialer-${code.toLowerCase()}`;
}

/** Returns a link to a message. */
export function linkTo(message: MessageDefinition, text: string): string {
  const { service, interface: layer } = message;
  const file = places.find((place) => place.service === service && place.interface === layer)?.file ?? '';
  return `[${text}](${file}#${anchorOf(message)})`;
}

const exportedNames = new Map<MessageDefinition, string>(
  Object.entries(exportedMessages).map(([name, definition]) => [definition, name]),
);

/** Returns the name under which `@sdmp/protocol/messages` exports a definition. */
export function exportedNameOf(message: MessageDefinition): string {
  return exportedNames.get(message) ?? '';
}
