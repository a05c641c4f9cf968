import { decode, encode, encodeFrame, Framer, format } from '../src/index.ts';

// Bytes to messages, whatever the chunks.
const framer = new Framer(
  {
    frame: (text) => {
      const message = decode(text);
      console.log(message.code, message.get('CN'), message.get('RE'));
    },
    oversized: (excerpt) => console.log('skipped', excerpt.length),
  },
  { encoding: 'utf-16le' },
);
const bytes = encodeFrame('OZ\\TXSales1\\CNSpring\\RE10\\DT{"path":"C:\\\\new"}', { encoding: 'utf-16le' });
framer.push(bytes.subarray(0, 7));
framer.push(bytes.subarray(7)); // prints: OZ Spring 10
framer.end();

// Messages to bytes.
const request = { service: 'CG', interface: 'MA', code: 'EO', fields: ['TX', 'Sales1', 'SO', ''] };
console.log(format(request)); // prints: CG:MA:EO\TXSales1\SO
console.log(encode(request).length); // prints: 21
