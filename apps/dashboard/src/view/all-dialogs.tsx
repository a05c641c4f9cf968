import type { JSX } from 'preact';
import { DayDialog } from './campaigns/day/day-dialog.tsx';
import { DeadLetters } from './deliveries/dead-letters.tsx';
import { IncidentsDialog } from './incidents/incidents-dialog.tsx';
import { LifeDialog } from './outcomes/life-dialog.tsx';
import { PartDialog } from './parts/part-dialog.tsx';

/** Shows the dialogs that the address names. */
export function AllDialogs(): JSX.Element {
  return (
    <>
      <DeadLetters />
      <DayDialog />
      <PartDialog />
      <IncidentsDialog />
      <LifeDialog />
    </>
  );
}
