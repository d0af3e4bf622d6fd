import { admit } from './criteria/admission.ts';
import { stepWords } from './criteria/admission-words.ts';
import type { Documents } from './criteria/documents-in.ts';
import { type Difference, differs, exampleAnswers } from './difference.ts';
import type { ExampleAdmission } from './example-schema.ts';
import type { Pack } from './release.ts';

/** Gives places to the families of an example by the criteria of each school, and compares with what it expects. */
export function playAdmission(
  { people, seed, expect }: ExampleAdmission,
  { definition }: Pack,
  documents: Documents,
): readonly Difference[] {
  const applicants = Object.entries(people).map(([id, person]) => ({ id, answers: exampleAnswers(person) }));
  const admissions = admit(applicants, (code) => documents.get(code), { definition, seed });
  const found = new Map(admissions.map((each) => [each.id, each]));
  return Object.entries(expect).flatMap(([id, { words = [], ...wanted }]) => {
    const got = found.get(id);
    if (got === undefined) return [{ what: id, expected: wanted.state, got: 'non c’è' }];
    const told = [wanted.state, wanted.school ?? got.school, wanted.place ?? got.place];
    return [
      ...differs(id, placeWords(told), placeWords([got.state, got.school, got.place])),
      ...words.flatMap((each, index) => {
        const step = got.steps[index];
        const said = step === undefined ? 'niente' : stepWords(step);
        return said.includes(each) ? [] : [{ what: `${id}, scuola ${index + 1}`, expected: each, got: said }];
      }),
    ];
  });
}

function placeWords(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(' ');
}
