import { z } from 'zod';
import type { ApplicantFacts } from '../../engines/procedure/index.ts';

const gapSchema = z.strictObject({
  section: z.string(),
  item: z.string().optional(),
  field: z.string().optional(),
  code: z.string(),
});

const positionSchema = z.strictObject({
  table: z.string().optional(),
  total: z.number().optional(),
  without_proviso: z.number().optional(),
  lines: z.array(z.strictObject({ item: z.string(), points: z.number(), quantity: z.string().optional() })).optional(),
  /** How many lines give no points for a reason, and words those reasons contain. */
  discarded: z.number().optional(),
  reasons: z.array(z.string()).optional(),
  capped: z.number().optional(),
});

const named = z.record(z.string(), z.unknown());

/** What is known of the person without asking, as `applicant.*`; what is not said is not known. */
const applicantSchema = z
  .strictObject({
    birth_date: z.iso.date(),
    sex: z.enum(['F', 'M']),
    fiscal_code: z.string(),
    roles: z.array(z.string()),
    entry: z.string(),
    filed: z.array(z.string()),
  })
  .partial()
  // A key of YAML is there with its value or not at all.
  .transform((facts) => facts as Partial<ApplicantFacts>);

/** One application somebody made up, with what must come of it: the acceptance test an office can read. */
const exampleSchema = z.strictObject({
  title: z.string().min(1),
  /** Where the expected figures are from. */
  source: z.string().optional(),
  answers: named,
  applicant: applicantSchema.optional(),
  /** The preference the points are for, as `target.*`. */
  target: named.optional(),
  /** The instant at which it is looked at. */
  now: z.string().optional(),
  /** Filed end to end by the test of the catalogue. */
  files: z.boolean().optional(),
  expect: z
    .strictObject({
      gaps: z.array(gapSchema).optional(),
      warnings: z.array(gapSchema).optional(),
      journey: z.record(z.string(), z.string()).optional(),
      positions: z.record(z.string(), positionSchema).optional(),
      eligibility: z.record(z.string(), z.enum(['yes', 'no', 'unknown'])).optional(),
      office: z.strictObject({ kind: z.string(), code: z.string() }).optional(),
      computed: named.optional(),
      window: z.enum(['open', 'closed']).optional(),
    })
    .refine((expect) => Object.keys(expect).length > 0, 'un esempio deve aspettarsi qualcosa'),
});

/** People who ask for the same ranking, and who must come before whom. */
const orderSchema = z.strictObject({
  title: z.string().min(1),
  source: z.string().optional(),
  people: z.record(z.string(), z.strictObject({ answers: named, applicant: applicantSchema.optional() })),
  /** The ranking, where people may ask for several. */
  position: z.string().optional(),
  /** The school at which they are compared, where each decides for itself. */
  school: z.string().optional(),
  target: named.optional(),
  seed: z.string().optional(),
  expect: z.strictObject({
    /** From the first; people that nothing tells apart stand together. */
    order: z.array(z.union([z.string(), z.array(z.string()).min(2)])).min(1),
    because: z
      .array(z.strictObject({ above: z.string(), below: z.string(), by: z.string(), words: z.string().optional() }))
      .optional(),
  }),
});

/** Families who ask for places at several schools, and where each gets one. */
const admissionSchema = z.strictObject({
  title: z.string().min(1),
  source: z.string().optional(),
  people: z.record(z.string(), z.strictObject({ answers: named, applicant: applicantSchema.optional() })),
  seed: z.string().default('esempio'),
  expect: z.record(
    z.string(),
    z.strictObject({
      state: z.enum(['admitted', 'moved', 'not-admitted']),
      school: z.string().optional(),
      place: z.string().optional(),
      /** Words the explanation of a school holds, in the order of the schools named. */
      words: z.array(z.string()).optional(),
    }),
  ),
});

const KINDS = ['cases', 'orders', 'admissions'];

/** What else a file holds at its top is written once and pointed at by the cases; examples under another name are none. */
export const exampleFileSchema = z
  .looseObject({
    cases: z.array(exampleSchema).max(500).default([]),
    orders: z.array(orderSchema).max(500).default([]),
    admissions: z.array(admissionSchema).max(100).default([]),
  })
  .check(({ value, issues }) => {
    for (const [key, held] of Object.entries(value)) {
      if (KINDS.includes(key) || !Array.isArray(held) || !held.some(isExample)) continue;
      const message = `gli esempi stanno sotto ${KINDS.join(', ')}: quelli sotto "${key}" nessuno li guarda`;
      issues.push({ code: 'custom', path: [key], message, input: held });
    }
  })
  .refine((file) => KINDS.some((kind) => (file[kind] as readonly unknown[]).length > 0), 'non c’è nessun esempio');

function isExample(held: unknown): boolean {
  return typeof held === 'object' && held !== null && Object.hasOwn(held, 'expect');
}

export type Example = z.infer<typeof exampleSchema>;
export type ExampleOrder = z.infer<typeof orderSchema>;
export type ExampleAdmission = z.infer<typeof admissionSchema>;
export type ExpectedGap = z.infer<typeof gapSchema>;
export type ExpectedPosition = z.infer<typeof positionSchema>;
