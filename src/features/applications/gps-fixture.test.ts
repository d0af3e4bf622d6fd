import { join } from 'node:path';
import type { FreshDatabase } from '../../../test/database.ts';
import { home } from '../../platform/home.ts';
import { packDigest, publishRelease, readPack } from '../procedures/index.ts';

// What is there before anybody fills in: the real GPS pack, and as much of the registry as it asks about.

export const PROCEDURE = 'gps-2026-28';

export async function publishGps({ database }: FreshDatabase): Promise<void> {
  const reading = readPack(join(home, 'procedures', PROCEDURE));
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  await publishRelease(database, reading.pack, packDigest(reading.pack), 'prova', new Date('2026-02-01T00:00:00Z'));
}

export async function fillRegistry({ database }: FreshDatabase): Promise<void> {
  await database.query(`
    insert into provinces (code, name, display_name, region, code_prefix, autonomous, imported_in) values
      ('TO', 'TORINO', 'Torino', 'PIEMONTE', 'TO', false, 1), ('MI', 'MILANO', 'Milano', 'LOMBARDIA', 'MI', false, 1);
    insert into countries (code, name, current, imported_in) values ('Z110', 'Francia', true, 1), ('Z102', 'Austria', true, 1);
    insert into municipalities (code, name, province, province_name, region, capital, source, words, imported_in) values
      ('L219', 'Torino', 'TO', 'Torino', 'Piemonte', true, 'istat', 'torino', 1),
      ('A518', 'Avigliana', 'TO', 'Torino', 'Piemonte', false, 'istat', 'avigliana', 1),
      ('F205', 'Milano', 'MI', 'Milano', 'Lombardia', true, 'istat', 'milano', 1);
    insert into teaching_classes (code, name, kind, grade, current, imported_in) values
      ('A-12', 'Discipline letterarie negli istituti di istruzione secondaria di II grado', 'class_a', 'lower_upper', true, 1),
      ('A-22', 'Italiano, storia, geografia nella scuola secondaria di I grado', 'class_a', 'lower', true, 1),
      ('B-14', 'Laboratori di scienze e tecnologie delle costruzioni', 'class_b', 'upper', true, 1),
      ('ADSS', 'Sostegno nella scuola secondaria di II grado', 'support', 'upper', true, 1)`);
  const schools = Array.from({ length: 24 }, (_, index) => [
    `TOPS0${String(index).padStart(4, '0')}A`,
    'TO',
    'L219',
    'TORINO',
  ]);
  for (const [code, province, place, placeName] of [...schools, ['MIPS00001B', 'MI', 'F205', 'MILANO']]) {
    await database.query(
      `insert into schools (code, source, school_year, area, region, province, name, municipality_code, municipality_name,
         kind_name, grades, words, imported_in)
       values ($1, 'state', '2025/26', 'NORD', 'X', $2, $3, $4, $5, 'LICEO SCIENTIFICO', '{upper}', to_tsvector('simple', lower($1 || ' ' || $3 || ' ' || $5)), 1)`,
      [code, province, `LICEO ${code?.slice(4, 9)}`, place, placeName],
    );
  }
  await database.query(`insert into registry_imports (by, files, changes) values ('prova', '[]', '{}')`);
}
