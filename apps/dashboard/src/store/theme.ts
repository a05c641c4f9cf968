import { effect, signal } from '@preact/signals';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const place = 'sdmp-theme';
const stored = localStorage.getItem(place);

/** Colours of the page; `system` follows the system's setting. */
export const theme = signal<Theme>(themes.find((each) => each === stored) ?? 'system');
const wish = matchMedia('(prefers-color-scheme: dark)');
const machineIsDark = signal(wish.matches);

export function startTheme(): void {
  wish.addEventListener('change', ({ matches }) => {
    machineIsDark.value = matches;
  });
  effect(() => {
    const { value } = theme;
    document.documentElement.dataset['theme'] = value;
    if (value === 'system') localStorage.removeItem(place);
    else localStorage.setItem(place, value);
  });
}

/** Whether the page is dark, for parts that styles do not cover. */
export function isDark(): boolean {
  return theme.value === 'dark' || (theme.value === 'system' && machineIsDark.value);
}
