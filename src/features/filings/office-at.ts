import type { OfficeAddress } from '../../engines/procedure/index.ts';
import type { Registry } from '../registry/index.ts';
import type { Office } from './filing.ts';

export type OfficeRegistry = Pick<Registry, 'officeOfProvince' | 'officeOfRegion' | 'schoolsByCodes' | 'institute'>;

/** The office at an address; undefined where there is none (Aosta has no provincial office of the Ministry). */
export async function officeAt(registry: OfficeRegistry, address: OfficeAddress): Promise<Office | undefined> {
  switch (address.kind) {
    case 'provincial':
      return registry.officeOfProvince(address.code);
    case 'regional':
      return registry.officeOfRegion(address.code);
    case 'school':
      return schoolOffice(registry, address.code);
    case 'ministry':
      return { code: address.code, name: address.name ?? address.code, registerCode: address.code };
  }
}

/** The register of a school is its institute's, whichever of its sites was named (DPR 445/2000 art. 50 c. 4). */
async function schoolOffice(registry: OfficeRegistry, code: string): Promise<Office | undefined> {
  const [school] = await registry.schoolsByCodes([code]);
  if (school === undefined) return undefined;
  const keeper = school.instituteCode ?? school.code;
  const institute = school.instituteCode === null ? undefined : await registry.institute(school.instituteCode);
  return { code: keeper, name: institute?.name ?? school.name ?? keeper, registerCode: keeper };
}
