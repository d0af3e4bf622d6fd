import type { Surrounding } from './surrounding.ts';

/** Texts of the shapes that forms ask for; the first that fits a pattern is an answer to it. */
const SHAPES = [
  '12345678',
  '123456',
  '1234567890',
  '12345678901',
  '2025/26',
  '2025',
  'LM-14',
  'L-10',
  'AB12',
  'AR01',
  'A',
  'A1',
  '12',
  '123',
  '12/2025',
  'Prova',
  'prova@esempio.it',
  '3330000001',
  '39901',
  'CA00001AA',
  'L-LIN/12',
  'M-PED/03',
];

/** An answer of the shape the pattern wants; nothing when none of those known fits. */
export function matching(pattern: string, around: Surrounding): string | undefined {
  const wanted = new RegExp(`^(?:${pattern})$`, 'u');
  return [...around.schools.slice(0, 1), ...SHAPES].find((text) => wanted.test(text));
}
