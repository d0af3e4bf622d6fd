import { z } from 'zod';
import { mechanisms, parametersSchema } from './parameters.ts';

/** The version of the published format. A file of another version is refused. */
export const FORMAT = 'polis-assignment';
export const VERSION = 1;

const code = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[^\p{Cc}\p{Zl}\p{Zp}]+$/u);
const count = z.int().min(0).max(1_000_000);
/** Whole hundredths of a point; never a fraction, never beyond what 32 bits hold. */
const points = z.int().min(-100_000_000).max(100_000_000);
const key = z.int().min(-2_000_000_000).max(2_000_000_000);

export const contracts = ['annual', 'term', 'part'] as const;
export const postKinds = ['internal', 'same-municipality', 'other-municipality'] as const;

export const headSchema = z.strictObject({
  record: z.literal('head'),
  format: z.literal(FORMAT),
  version: z.literal(VERSION),
  title: z.string().max(200),
  mechanism: z.enum(mechanisms),
  round: z.int().min(1).max(99).default(1),
  /** Committed before the run; breaks the ties that nothing else breaks. Empty: equal keys are refused. */
  seed: z.string().max(200).default(''),
  parameters: parametersSchema.prefault({}),
});

export const schoolSchema = z.strictObject({
  record: z.literal('school'),
  code,
  municipality: code,
  district: code,
  province: code,
  region: code.default('-'),
});

export const rankingSchema = z.strictObject({
  record: z.literal('ranking'),
  code,
  /** Place in the order in which the serial mechanisms scan (support before common posts). */
  scan: z.int().min(0).max(1_000_000),
  /** Hours of a whole post: 25, 24 or 18. */
  fullHours: z.int().min(1).max(40).default(18),
  support: z.boolean().default(false),
  /** Mobility: the teaching role the class belongs to. Between two of one role one passes class, else role. */
  role: code.default('-'),
});

export const seatSchema = z.strictObject({
  record: z.literal('seat'),
  code,
  school: code,
  ranking: code,
  contract: z.enum(contracts).default('annual'),
  kind: z.enum(postKinds).default('internal'),
  post: code.default('normal'),
  /** Hours of a part post; a whole post has those of its ranking. */
  hours: z.int().min(1).max(40).optional(),
  seats: count,
  /** The round in which it came up. */
  round: z.int().min(1).max(99).default(1),
});

const entrySchema = z.strictObject({
  ranking: code,
  /** Band or category: the lower decides before any points. */
  tier: z.int().min(0).max(99).default(0),
  points,
  /** Further keys, the lower first: preference titles, birth day… */
  keys: z.array(key).max(8).default([]),
});

const preferenceSchema = z.strictObject({
  /** A school, municipality, district or province. */
  to: code,
  rankings: z.array(code).min(1).max(40).optional(),
  /** In the person's order. */
  contracts: z.array(z.enum(contracts)).min(1).max(3).default(['annual', 'term']),
  kinds: z.array(z.enum(postKinds)).min(1).max(3).default(['internal']),
  posts: z.array(code).min(1).max(20).default(['normal']),
  /** Least and most hours of a part post. */
  hours: z.tuple([z.int().min(1).max(40), z.int().min(1).max(40)]).optional(),
  /** Points that count only here (family reunion), in hundredths. */
  points: points.optional(),
  /** A precedence that counts only here: lower than the entry's tier. */
  tier: z.int().min(0).max(99).optional(),
});

export const personSchema = z.strictObject({
  record: z.literal('person'),
  code,
  entries: z.array(entrySchema).max(60).default([]),
  preferences: z.array(preferenceSchema).max(1000).default([]),
  reserves: z.array(code).max(8).default([]),
  /** L. 104/1992: 1 art. 21 and 33 c. 6; 2 art. 33 c. 5 and 7, only in the municipality of the person assisted. */
  precedence: z.strictObject({ rank: z.int().min(1).max(9), municipality: code.optional() }).optional(),
  completion: z
    .strictObject({ area: z.enum(['school', 'municipality', 'district', 'province']), rankings: z.array(code).min(1) })
    .optional(),
  /** The seat on support on which the family asked to confirm them. */
  confirmed: code.optional(),
  /** Rankings from which a sanction bars them; `*` for all. */
  barred: z.array(code).max(60).default([]),
  /** Mobility: the school of tenure, and its ranking. */
  tenure: z.strictObject({ school: code, ranking: code }).optional(),
  /** Mobility: the transfer is kept even if a passage to another class of the same role could be had. */
  transferFirst: z.boolean().default(false),
  /** Commissions: where they can be sent without asking, nearest first, and schools or districts closed to them. */
  exOfficio: z.array(code).max(400).default([]),
  precluded: z.array(code).max(60).default([]),
  /** What earlier rounds gave. */
  carried: z
    .strictObject({
      seat: code.optional(),
      round: z.int().min(1).max(99),
      /** Hours still to be completed, if the right was kept. */
      hoursLeft: z.int().min(0).max(40).default(0),
    })
    .optional(),
});

/** Where an earlier round of a forward mechanism stopped: positions up to it are not looked at again. */
export const reachedSchema = z.strictObject({
  record: z.literal('reached'),
  ranking: code,
  /** The last position reached, from 1. */
  position: count,
  round: z.int().min(1).max(99),
});

export const endSchema = z.strictObject({ record: z.literal('end'), records: count });

export type Head = z.output<typeof headSchema>;
export type School = z.output<typeof schoolSchema>;
export type Ranking = z.output<typeof rankingSchema>;
export type Seat = z.output<typeof seatSchema>;
export type Person = z.output<typeof personSchema>;
export type Preference = z.output<typeof preferenceSchema>;
export type Reached = z.output<typeof reachedSchema>;

/** The declared input of a run, in canonical order: every kind of record by its code. */
export interface Document {
  readonly head: Head;
  readonly schools: readonly School[];
  readonly rankings: readonly Ranking[];
  readonly seats: readonly Seat[];
  readonly persons: readonly Person[];
  readonly reached: readonly Reached[];
}

/** What is wrong with a file, and with which record. */
export interface Fault {
  readonly where: string;
  /** In Italian, for the person at the keyboard. */
  readonly what: string;
}
