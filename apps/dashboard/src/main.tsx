import { render } from 'preact';
import { firstPaint } from './store/first-paint.ts';
import { startPlace } from './store/place.ts';
import { startSearch } from './store/search.ts';
import { startStore } from './store/store.ts';
import { startTheme } from './store/theme.ts';
import { App } from './view/app.tsx';

startTheme();
await firstPaint();
startStore();
startPlace();
startSearch();
const place = document.querySelector('#app');
if (place !== null) {
  // The HTML draws the frame of the page before any script runs.
  place.replaceChildren();
  render(<App />, place);
}
