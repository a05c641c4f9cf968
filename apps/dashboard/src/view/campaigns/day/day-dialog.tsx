import type { JSX } from 'preact';
import type { CampaignDay } from '../../../api/types.ts';
import { campaignOf, goTo, place } from '../../../store/place.ts';
import { Modal } from '../../dialog/modal.tsx';
import { Loading } from '../../loading.tsx';
import { useAnswer } from '../../use-answer.ts';
import { Day } from './day.tsx';

/** How often the day is asked for while it is open. */
const everyMs = 10_000;

/** Shows the last 24 hours of a campaign, if the address names one. */
export function DayDialog(): JSX.Element | null {
  const { day: key } = place.value;
  if (key === '') return null;
  const { campaign } = campaignOf(key);
  return (
    <Modal
      title={`Campaign ${campaign === '' ? 'without a name' : campaign}`}
      key={key}
      onClose={() => goTo({ day: '' })}
    >
      <LoadedDay of={key} />
    </Modal>
  );
}

function LoadedDay({ of }: { readonly of: string }): JSX.Element {
  const answered = useAnswer<CampaignDay>('/campaigns/day', { query: campaignOf(of), everyMs });
  const { value: day } = answered.answer;
  return (
    <>
      <Loading {...answered} />
      {day === undefined ? null : <Day day={day} />}
    </>
  );
}
