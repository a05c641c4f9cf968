import type { JSX } from 'preact';
import type { CampaignFigures } from '../../api/types.ts';
import { count, nothing, share } from '../../format/numbers.ts';
import { Moment } from '../moment.tsx';
import { AbandonRate } from './abandon-rate.tsx';

/** How many reasons are named beside the figures, and how many where there is little room. */
const reasonsShown = 3;
const reasonsInLittleRoom = 1;

function reasonWords({ topReasons }: CampaignFigures, most: number): string {
  const shown = topReasons.slice(0, most);
  if (shown.length === 0) return nothing;
  return shown.map(({ reason, name, count: calls }) => `${name ?? `Reason ${reason}`} ${count(calls)}`).join(' · ');
}

export interface CampaignRowProps {
  readonly name: string;
  /** Shown where there are several. */
  readonly tenant?: string | undefined;
  readonly figures: CampaignFigures;
  readonly limit: number;
}

export function CampaignRow({ name, tenant, figures, limit }: CampaignRowProps): JSX.Element {
  const agents = `${count(figures.agents)}${figures.agentsIsAtLeast ? '+' : ''}`;
  return (
    <tr>
      <th scope="row">
        {name === '' ? <em>no name</em> : name}
        {tenant === undefined ? null : <span class="faint"> {tenant}</span>}
        <span class="narrow faint">{reasonWords(figures, reasonsInLittleRoom)}</span>
      </th>
      <td class="number">{count(figures.calls)}</td>
      <td class="number wide">{count(figures.connects)}</td>
      <td class="number">{share(figures.connectRate)}</td>
      <td class="number">
        <AbandonRate figures={figures} limit={limit} />
      </td>
      <td class="number wide">{agents}</td>
      <td class="wider reasons">{reasonWords(figures, reasonsShown)}</td>
      <td class="number wide">
        <Moment at={figures.lastOutcomeAt} />
      </td>
    </tr>
  );
}
