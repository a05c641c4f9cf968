export { start } from '@sdmp/terminal/start';
