import { z } from 'zod';

/** A share in whole hundredths of the seats: 8 is 8 %. */
const percent = z.int().min(0).max(100);

/** The published mechanisms. Which one a procedure uses is a parameter of its call, not a branch of the program. */
export const mechanisms = [
  /** OM 88/2024 art. 12 c. 10: ranking after ranking, and a later round begins after the last one reached. */
  'serial-forward',
  /** OM 27/2026 art. 12: the same, and a later round begins from the top among the unassigned. */
  'serial-rescan',
  /** All rankings at once, without justified envy. Also enrolment, where each school has its own priorities. */
  'deferred-acceptance',
  /** CCNI 2025-28: areas inside areas, three phases, shares of what is left. */
  'mobility',
  /** DM 183/2019: territorial phases by category, then ex officio. */
  'commissions',
] as const;

/** One category of reserve, in order of precedence among the categories. */
const reserveCategory = z.strictObject({ code: z.string().min(1).max(40), percent });

export const parametersSchema = z.strictObject({
  /** The most preferences a person may express: 150 for supply posts, 15 for mobility, 3 for enrolment. */
  listLimit: z.int().min(1).max(1000).default(150),
  /** Inside an area: all schools for the first contract and then the next, or all contracts school by school. */
  areaOrder: z.enum(['contract-first', 'school-first']).default('contract-first'),
  /** The least hours of a part post that is assigned by the procedure. */
  minimumHours: z.int().min(0).max(40).default(7),
  reserves: z
    .strictObject({
      /** `minimum`: reservists within merit count against the quota; `additional`: they do not; `prefix`: guaranteed on every stretch of the order. */
      mode: z.enum(['minimum', 'additional', 'prefix']).default('minimum'),
      rounding: z.enum(['down', 'nearest', 'up']).default('down'),
      /** All reserves together, at most. */
      ceiling: percent.default(50),
      categories: z.array(reserveCategory).max(8).default([]),
    })
    .prefault({}),
  /** L. 104/1992: who is within the contingent and holds the precedence chooses the seat first. */
  precedence: z.boolean().default(true),
  completion: z
    .strictObject({
      /** The right to complete is lost when a whole post was free: in the ranking, or only among those listed. */
      lostWhenFree: z.enum(['in-ranking', 'in-list']).default('in-ranking'),
      maximumSchools: z.int().min(1).max(9).default(3),
      maximumMunicipalities: z.int().min(1).max(9).default(2),
    })
    .prefault({}),
  /** DM 32/2025: who is confirmed on support keeps the seat, if an ordinary run would have given them any. */
  continuity: z.boolean().default(true),
  mobility: z
    .strictObject({
      /** What is left after the second phase: permanent hirings, interprovincial, professional. */
      shares: z.tuple([percent, percent, percent]).default([50, 25, 25]),
      thirdPhase: z
        .array(z.enum(['interprovincial', 'professional']))
        .min(1)
        .max(2)
        .default(['interprovincial', 'professional']),
      /** In which phases the seats of those who leave can be had by others in the same phase. */
      vacated: z.array(z.enum(['municipal', 'provincial', 'third'])).default(['municipal', 'provincial']),
      /** A passage to another role voids a transfer had before; one to another class does unless the person says no. */
      passages: z.enum(['prevail', 'wait']).default('prevail'),
      /** Whether a later phase may better what an earlier one gave. */
      laterPhaseImproves: z.boolean().default(false),
    })
    .prefault({}),
  commissions: z
    .strictObject({
      phases: z
        .array(z.enum(['municipality', 'province', 'region']))
        .min(1)
        .default(['municipality', 'province', 'region']),
      /** Categories (tiers) that are placed ex officio before the next category chooses. */
      exOfficioBeforeNext: z.array(z.int().min(0).max(99)).default([1]),
    })
    .prefault({}),
});

export type Parameters = z.output<typeof parametersSchema>;
