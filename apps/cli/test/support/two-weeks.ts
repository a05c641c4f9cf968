import { join } from 'node:path';
import { openSqliteJournal } from '@sdmp/journal';
import { type OutcomeRecord, parseOutcomeLine } from '@sdmp/outcomes';
import { createRandom, type Random } from '@sdmp/testkit';
import { temporaryFolder } from './temporary-folder.ts';

const hourMs = 3_600_000;
const campaigns = ['Sales1', 'Renewals', 'Survey North'] as const;
const agents = ['Amira Haddad', 'Ben Carter', 'Chloe Martin', 'Ewa Nowak', 'Joe', 'Priya Nair'] as const;
/** Calls of a campaign in each hour from 9 on. */
const hourlyCalls = [14, 22, 24, 18, 12, 20, 24, 16] as const;
const people = 700;

/** What a call comes to, by a number from 0 to 999 and the hour of the shift: more is answered late in the day. */
function resultOf(random: Random, hour: number): string {
  const drawn = random.below(1000);
  const answered = 250 + hour * 20;
  if (drawn >= answered)
    return drawn % 9 === 0 ? String.raw`\RE1\IR17` : drawn % 3 === 0 ? String.raw`\RE5` : String.raw`\RE2`;
  const agent = agents[random.below(agents.length)] ?? '';
  if (drawn < 9) return String.raw`\RE7`;
  const said = random.below(100);
  if (said < 60) return `\\AN${agent}\\RE10\\AO102`;
  if (said < 72) return `\\AN${agent}\\RE10\\AO105\\CO${10 + random.below(90)}.50`;
  if (said < 80) return `\\AN${agent}\\RE10\\AO103`;
  if (said < 84) return `\\AN${agent}\\RE99\\AO106`;
  return `\\AN${agent}\\RE10\\AO1`;
}

/** Outcomes of ten working days in London: the same ones at each call. Telephone numbers belong to nobody. */
export function twoWeeks(): readonly OutcomeRecord[] {
  const random = createRandom(20_261_109);
  const records: OutcomeRecord[] = [];
  for (let day = 9; day <= 20; day++) {
    const nine = Date.parse(`2026-11-${String(day).padStart(2, '0')}T09:00:00Z`);
    if ([0, 6].includes(new Date(nine).getUTCDay())) continue;
    for (const [hour, calls] of hourlyCalls.entries()) {
      for (let call = 0; call < calls * campaigns.length; call++) {
        const campaign = campaigns[call % campaigns.length] ?? '';
        const person = random.below(people);
        const who = `\\SI${campaign.slice(0, 2)}${person}\\TN01632 ${960_000 + person}`;
        const time = nine + hour * hourMs + Math.floor((call * hourMs) / (calls * campaigns.length));
        records.push(parseOutcomeLine(`OZ\\CN${campaign}${who}${resultOf(random, hour)}`, { time }));
      }
    }
  }
  return records;
}

/** A journal folder with them. */
export async function twoWeeksJournal(
  records = twoWeeks(),
  directory = join(temporaryFolder(), 'journal'),
): Promise<string> {
  const journal = await openSqliteJournal({ directory });
  await journal.append(records);
  await journal.close();
  return directory;
}
