import { readPage } from './outcomes-page.ts';
import { Warehouse } from './warehouse.ts';

const { BRIDGE = 'http://127.0.0.1:8080', WAREHOUSE = 'warehouse.db', TOKEN } = process.env;

using warehouse = new Warehouse(WAREHOUSE);
let loaded = 0;
for (;;) {
  const page = await readPage(BRIDGE, warehouse.next, TOKEN);
  for (const { from, to, reason } of page.gaps ?? []) console.error(`positions ${from} to ${to} are gone: ${reason}`);
  const rows = warehouse.load(page);
  if (rows === 0) break;
  loaded += rows;
}
console.log(`${loaded} outcomes loaded, next position ${warehouse.next}`);
