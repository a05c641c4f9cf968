import type { JSX } from 'preact';
import { chosenIn, goTo, place } from '../../store/place.ts';
import { Choice } from '../choice.tsx';
import { Modal } from '../dialog/modal.tsx';
import { IncidentList } from './incident-list.tsx';
import { partNames, partWord } from './incident-words.ts';

const dayChoices = ['1', '3', '7', '30'] as const;
const usualDays = '3';
const allParts = 'all';

/** Shows what happened in the last days, if the address asks for it. */
export function IncidentsDialog(): JSX.Element | null {
  const { incidents, days: named } = place.value;
  if (incidents === '') return null;
  const days = chosenIn(dayChoices, named, usualDays);
  const part = partNames.find((each) => each === incidents) ?? '';
  return (
    <Modal title="What happened" onClose={() => goTo({ incidents: '', days: '' })}>
      <div class="tools">
        <select
          aria-label="Part"
          value={part === '' ? allParts : part}
          onChange={({ currentTarget }) => goTo({ incidents: currentTarget.value })}
        >
          <option value={allParts}>All parts</option>
          {partNames.map((each) => (
            <option key={each} value={each}>
              {partWord(each)}
            </option>
          ))}
        </select>
        <Choice
          label="Days"
          values={dayChoices}
          chosen={days}
          words={{ '1': '24 h', '3': '3 days', '7': '7 days', '30': '30 days' }}
          onChoose={(value) => goTo({ days: value === usualDays ? '' : value })}
        />
      </div>
      <IncidentList key={`${part} ${days}`} days={Number(days)} part={part} name="" what={`incidents ${days} d`} />
    </Modal>
  );
}
