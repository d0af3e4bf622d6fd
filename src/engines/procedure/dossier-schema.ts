import { z } from 'zod';

/** What a person's dossier (fascicolo) keeps. */
export const DOSSIER_KINDS = ['titles', 'services'] as const;
export type DossierKind = (typeof DOSSIER_KINDS)[number];

const kindSchema = z.enum(DOSSIER_KINDS);

/**
 * On a list: its items may be taken from the person's dossier (fascicolo), and go back into it when the application is
 * filed. `only` says which: those whose property is one of these words. A single word also holds for what is filed here.
 */
export const dossierSchema = z.union([
  kindSchema,
  z.strictObject({ of: kindSchema, only: z.record(z.string(), z.array(z.string()).min(1)) }),
]);

/** On a field: the property of the vocabulary that it holds. */
export const propertySchema = z.string().min(1);

/** On a choice: the words of the vocabulary it stands for, where its own value is not one of them. */
export const wordsSchema = z.array(z.string()).min(1);
