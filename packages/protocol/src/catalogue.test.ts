import { describe, expect, test } from 'vitest';
import type { MessageDefinition } from './define-message.ts';
import { messages } from './messages/index.ts';

const catalogue: readonly MessageDefinition[] = messages;
const keyOf = ({ service, interface: layer, direction, code }: MessageDefinition): string =>
  `${service}:${layer}:${direction}:${code}`;

/** One place at least for each contradiction that is known and concerns a message. */
const contradicted = [
  'CG:AG:fromDialer:AR.SI',
  'CG:AG:fromDialer:ER.EC',
  'CG:AG:fromDialer:ER.FM',
  'CG:AG:fromDialer:TA.RS',
  'CG:AG:fromDialer:US.PG',
  'CG:AG:fromDialer:US.RS',
  'CG:AG:toDialer:UA.PW',
  'CG:CT:fromDialer:CA.TD',
  'CG:CT:fromDialer:CD.TI',
  'CG:CT:fromDialer:ER.EC',
  'CG:CT:toDialer:TS.YS',
  'CG:MA:fromDialer:AZ.AZ',
  'CG:MA:fromDialer:BT.BT',
  'CG:MA:fromDialer:EF.EF',
  'CG:MA:fromDialer:ER.EC',
  'CG:MA:fromDialer:GZ.GZ',
  'CG:MA:fromDialer:IZ.IZ',
  'CG:MA:fromDialer:IZ.Z5',
  'CG:MA:fromDialer:OZ.DD',
  'CG:MA:fromDialer:OZ.DT',
  'CG:MA:fromDialer:OZ.OZ',
  'CG:MA:fromDialer:S1.SS',
  'CG:MA:fromDialer:WP.PS',
  'CG:MA:fromDialer:WP.WP',
  'CG:MA:fromDialer:XL.YA',
  'CG:MA:fromDialer:XZ.XZ',
  'CG:MA:fromDialer:Z1.SS',
  'CG:MA:toDialer:AI.AI',
  'CG:MA:toDialer:AI.YI',
  'CG:MA:toDialer:D1.D1',
  'CG:MA:toDialer:DI.YI',
  'CG:MA:toDialer:E1.E1',
  'CG:MA:toDialer:EE.EE',
  'CG:MA:toDialer:EI.TS',
  'CG:MA:toDialer:EO.CS',
  'CG:MA:toDialer:EO.TX',
  'CG:MA:toDialer:MR.CN',
  'CG:MA:toDialer:P1.LF',
  'CG:MA:toDialer:RX.CN',
  'CG:MA:toDialer:RX.IB',
  'CG:MA:toDialer:RX.OB',
  'CG:MA:toDialer:UI.YI',
  'CG:MA:toDialer:UO.DT',
  'CG:MA:toDialer:UO.RE',
  'CG:MA:toDialer:UO.UO',
  'CM:DE:toDialer:DD.CN',
  'CM:DE:toDialer:DD.CY',
  'CM:DE:toDialer:ES.TV',
  'CM:DE:toDialer:SO.SO',
  'CM:DE:toDialer:SP.RS',
  'CM:DE:toDialer:SP.SP',
];

describe('the catalogue', () => {
  test('has each message once, in the order of service, interface, direction and code', () => {
    const keys = catalogue.map(keyOf);
    expect(keys).toEqual([...new Set(keys)].toSorted());
  });

  test.each(catalogue.map((definition) => [keyOf(definition), definition] as const))(
    '%s is well formed',
    (_, definition) => {
      const { parameters, rules = [] } = definition;
      const codes = parameters.map(({ code }) => code);
      const names = parameters.map(({ name }) => name);
      expect(new Set(codes).size).toBe(codes.length);
      expect(new Set(names).size).toBe(names.length);
      expect([definition.code, ...(definition.aliases ?? []), ...codes].join('')).toMatch(/^[A-Z0-9]+$/);
      for (const { code, name, kind, min = 0, max = Infinity, mandatory } of parameters) {
        expect(code).toHaveLength(2);
        expect(name).toMatch(/^[a-z][A-Za-z0-9]*$/);
        expect(min).toBeLessThanOrEqual(max);
        if (kind === 'flag') expect(mandatory).toBeUndefined();
      }
      for (const rule of rules) {
        for (const code of rule.codes)
          expect(parameters.find((parameter) => parameter.code === code)?.kind).toBe('flag');
      }
    },
  );

  test('has at most one parameter per message whose value may contain separators', () => {
    for (const { parameters } of catalogue) {
      expect(parameters.filter(({ kind }) => kind === 'data' || kind === 'quoted').length).toBeLessThan(2);
    }
  });

  test('answers each request with a message that the dialer sends on the same interface', () => {
    for (const { answeredBy, direction, service, interface: layer } of catalogue) {
      if (answeredBy === undefined) continue;
      expect(direction).toBe('toDialer');
      const answer = { service, interface: layer, direction: 'fromDialer', code: answeredBy.code };
      expect(catalogue).toContainEqual(expect.objectContaining(answer));
    }
  });

  test.each([
    'E1 Z1',
    'EA AZ',
    'EC CZ',
    'EE EF',
    'EG GZ',
    'EI IZ',
    'EM MZ',
    'EN NE',
    'EO OZ',
    'EQ QZ',
    'ES SZ',
    'ET TE',
    'EV VZ',
    'EX XZ inferred',
    'QE TZ',
    'VS DA',
  ])('defines the answer to a request of the management interface: %s', (pair) => {
    const [code, answer, certainty] = pair.split(' ');
    const place = { service: 'CG', interface: 'MA', direction: 'toDialer', code };
    const answeredBy = certainty === undefined ? { code: answer } : { code: answer, certainty };
    expect(catalogue).toContainEqual(expect.objectContaining({ ...place, answeredBy }));
  });

  test('lists contradictions of the documentation, a sentence each', () => {
    const said = catalogue.flatMap((definition) =>
      [definition, ...definition.parameters].flatMap(({ code, contradictions = [] }) =>
        contradictions.map((text) => ({ at: `${keyOf(definition)}.${code}`, text })),
      ),
    );
    for (const { at, text } of said) expect(text, at).toMatch(/^(?! )[A-Z0-9].*\.$/);
    const places = new Set(said.map(({ at }) => at));
    for (const at of contradicted) expect(places).toContain(at);
  });
});
