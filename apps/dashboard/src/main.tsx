import { render } from 'preact';
import { startPlace } from './store/place.ts';
import { startSearch } from './store/search.ts';
import { startStore } from './store/store.ts';
import { startTheme } from './store/theme.ts';
import { App } from './view/app.tsx';

startTheme();
startStore();
startPlace();
startSearch();
const place = document.querySelector('#app');
if (place !== null) render(<App />, place);
