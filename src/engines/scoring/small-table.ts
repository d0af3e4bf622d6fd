import { packSchema } from './pack-schema.ts';
import type { ScoringTable } from './table-schema.ts';

/** Every kind of rule and of limit in one table; for the tests of this engine. */
export const smallTable: ScoringTable = packSchema.shape.tables.parse({
  T: {
    title: 'Prova',
    norm: 'Tabella di prova',
    cap: 150,
    discard: [{ of: 'title', when: 'access', reason: 'titolo di accesso' }],
    sections: [
      {
        id: 'A',
        title: 'Accesso',
        cap: 40,
        items: [
          {
            id: 'A.1',
            label: 'fascia',
            of: 'access',
            rule: {
              kind: 'band',
              mark: 'mark',
              scale: 100,
              no_mark: 8,
              bands: [
                { from: 60, points: 4 },
                { from: 90, points: 11 },
              ],
            },
          },
          {
            id: 'A.2',
            label: 'sopra',
            of: 'access',
            when: 'type == "x"',
            rule: { kind: 'above', mark: 'mark', scale: 110, threshold: 76, base: 12, per_point: 0.5, lode: 4 },
          },
        ],
      },
      {
        id: 'B',
        title: 'Titoli',
        groups: [
          { items: ['B.1', 'B.2'], cap: 4, why: 'insieme al massimo 4' },
          { items: ['B.4', 'B.5'], best_only: true, why: 'uno solo dei due' },
        ],
        items: [
          { id: 'B.1', label: 'a', of: 'title', when: 'type == "a"', rule: { kind: 'each', points: 1.5 } },
          {
            id: 'B.2',
            label: 'b',
            of: 'title',
            when: 'type in ["b", "c"]',
            rule: { kind: 'lookup', field: 'level', points: { B2: 3, C1: 4 } },
            one_per: { fields: ['lang'], why: 'una per lingua' },
          },
          {
            id: 'B.3',
            label: 'd',
            of: 'title',
            when: 'type == "d" && lang != "en"',
            rule: { kind: 'each', points: 1 },
            one_per: { fields: ['year'], why: 'una per anno' },
            max_count: 2,
          },
          {
            id: 'B.4',
            label: 'e',
            of: 'title',
            when: 'type == "e"',
            rule: {
              kind: 'amount',
              field: 'count',
              unit: { one: 'anno', many: 'anni' },
              steps: [{ up_to: 2, points: 1 }, { points: 3 }],
            },
            cap: 7,
          },
          {
            id: 'B.5',
            label: 'c',
            of: 'title',
            when: 'type == "c"',
            rule: { kind: 'each', points: 2 },
            reusable: true,
          },
          {
            id: 'B.6',
            label: 'd in posizione',
            of: 'title',
            when: 'type == "d" && position.class == "A-12"',
            rule: { kind: 'each', points: 0.5 },
          },
        ],
      },
      {
        id: 'C',
        title: 'Servizi',
        cap_per: { field: 'year', points: 12, why: '12 per anno' },
        items: [
          {
            id: 'C.1',
            label: 'specifico',
            of: 'service',
            when: 'related("same", class, position.class)',
            rule: {
              kind: 'months',
              from: 'from',
              to: 'to',
              year: 'year',
              points: 2,
              max_months: 6,
              full_when: 'full',
            },
            factors: [{ when: 'type == "private"', by: 0.5, why: 'metà' }],
          },
          {
            id: 'C.2',
            label: 'aspecifico',
            of: 'service',
            when: '!related("same", class, position.class)',
            rule: { kind: 'months', from: 'from', to: 'to', year: 'year', points: 1, max_months: 6 },
            cap_per: { field: 'year', points: 6, why: '6 per anno' },
          },
        ],
      },
    ],
  },
})['T'] as ScoringTable;
