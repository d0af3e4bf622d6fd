import type { Context, Field, TargetKind, Value } from '../../../engines/procedure/index.ts';
import { WORLD_CODES } from '../example-world.ts';
import type { Dice } from './dice.ts';

/** The places of one invented person: they live, teach and apply in one province, as most people do. */
export interface Surrounding {
  readonly today: Context['today'];
  readonly schools: readonly string[];
  codeFor(field: Field, dice: Dice): Value | undefined;
  target(target: Exclude<TargetKind, 'option'>, dice: Dice): string | undefined;
}

/** What lies around somebody of a province, in the world of the examples. */
export function surroundingOf(province: string, context: Context): Surrounding {
  const schools = ['IS00100C', 'PS01000T', 'IC80100L', 'TD00101M', 'IC80200V', 'EE80101Q', 'AA80101T', 'MM80101M'].map(
    (rest) => `${province}${rest}`,
  );
  const municipalities = WORLD_CODES.municipality.filter((code) => context.municipality(code)?.province === province);
  const districts = WORLD_CODES.district.filter((code) => context.district(code)?.province === province);
  const region = context.province(province)?.region;
  const codes: Readonly<Record<Exclude<TargetKind, 'option'>, readonly string[]>> = {
    school: schools,
    municipality: municipalities,
    district: districts,
    province: [province],
    region: region === undefined ? [] : [region],
    country: WORLD_CODES.country,
  };
  return {
    today: context.today,
    schools,
    target: (target, dice) => dice.oneOf(codes[target]),
    codeFor: (field, dice) => {
      if (field.kind !== 'teaching_class') {
        return Object.hasOwn(codes, field.kind) ? dice.oneOf(codes[field.kind as 'school']) : undefined;
      }
      const { kinds } = field;
      const allowed = WORLD_CODES.teaching_class.filter(
        (code) => kinds === undefined || kinds.includes(context.teachingClass(code)?.kind ?? ''),
      );
      return dice.oneOf(allowed);
    },
  };
}
