import type { JSX } from 'preact';
import { clockWithSeconds } from '../format/times.ts';
import { goTo } from '../store/place.ts';
import { signOut, token } from '../store/session.ts';
import { connection, now, status, truth } from '../store/store.ts';
import { theme, themes } from '../store/theme.ts';
import { Choice } from './choice.tsx';

const parts = [
  ['rates', 'Flow'],
  ['campaigns', 'Campaigns'],
  ['sinks', 'Sinks'],
  ['subscribers', 'Subscribers'],
  ['incidents', 'Incidents'],
  ['search', 'Find'],
  ['held', 'Journal'],
] as const;

function connectionWords(): string {
  const { value } = connection;
  if (value.kind === 'open') return clockWithSeconds(now.value, now.value);
  if (value.kind === 'late') return truth.value.link.word;
  if (value.kind !== 'lost') return 'connecting';
  const seconds = Math.max(0, Math.ceil((value.retryAt - now.value) / 1000));
  return seconds === 0 ? 'reconnecting' : `reconnecting in ${seconds} s`;
}

export function TopBar(): JSX.Element {
  const { kind } = connection.value;
  return (
    <header class="top">
      <p class="brand">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <path d="M4 22c6-14 18-14 24 0M4 22h24M10.5 22v-7M16 22v-9.500M21.500 22v-7" />
        </svg>
        sdmp-bridge <span class="faint">{status.value?.version}</span>
      </p>
      <nav aria-label="Sections">
        {parts.map(([id, name]) => (
          <a key={id} href={`#${id}`}>
            {name}
          </a>
        ))}
      </nav>
      <button type="button" aria-haspopup="dialog" onClick={() => goTo({ api: 'all' })}>
        API
      </button>
      <p class={`link ${kind}`}>{connectionWords()}</p>
      <Choice
        label="Colours"
        values={themes}
        chosen={theme.value}
        words={{ system: 'Auto', light: 'Light', dark: 'Dark' }}
        onChoose={(value) => {
          theme.value = value;
        }}
      />
      {token.value === '' ? null : (
        <button type="button" onClick={signOut}>
          Sign out
        </button>
      )}
    </header>
  );
}
