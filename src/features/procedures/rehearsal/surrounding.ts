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

/** Schools of the test registry, of each kind, all in the chief town, where the world of the examples has its schools. */
const SCHOOLS: Readonly<Record<string, readonly string[]>> = {
  VD: 'VDIC80100L VDAA80101T VDEE80101Q VDMM80101M VDPS01000T VDPC01000F VDTF01000D VDVC01000E'.split(' '),
  ML: 'MLIC80100P MLAA80101B MLEE80101T MLMM80101Q MLPS01000B MLPC01000L MLTF01000G MLVC01000X'.split(' '),
};

/** What lies around somebody of a province, in the world of the examples. */
export function surroundingOf(province: string, context: Context): Surrounding {
  const schools = SCHOOLS[province] ?? [];
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
