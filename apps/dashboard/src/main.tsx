import { render } from 'preact';
import { startStore } from './store/store.ts';
import { startTheme } from './store/theme.ts';
import { App } from './view/app.tsx';

startTheme();
startStore();
const place = document.querySelector('#app');
if (place !== null) render(<App />, place);
