import { uuidv7 } from 'uuidv7';
import { currentRelease } from '../src/features/procedures/index.ts';
import type { CastWorld } from './cast-world.ts';
import type { HostileForm } from './hostile-form.ts';

/** The form of one record of a draft. */
export function section(here: string, end: string): HostileForm {
  const page = `${here}/sezioni/${end}`;
  const path = `/istanze/:application/sezioni/:section${end.includes('/') ? '/:item' : ''}`;
  return { route: `POST ${path}`, who: 'anna', page, action: page, good: 303, judgedOn: `${page}?controlla=1` };
}

/** A draft of the GPS with answers that make every question appear that can. */
export async function fillingIn(world: CastWorld): Promise<HostileForm[]> {
  const { database } = world.fresh;
  const release = await currentRelease(database, 'gps-2026-28');
  if (release === undefined) throw new Error('the procedure was not published');
  const application = uuidv7();
  const { id } = world.people.anna.account;
  await database.query('insert into applications (id, account_id, procedure_id, created_at) values ($1, $2, $3, $4)', [
    application,
    id,
    release.procedureId,
    world.now,
  ]);
  const [ranking, title, service] = [uuidv7(), uuidv7(), uuidv7()];
  await database.query(
    `insert into drafts (application_id, release_digest, edition, version, answers, begun_from, updated_at)
     values ($1, $2, 1, 1, $3, $4, $5)`,
    [application, release.digest, JSON.stringify(answers(ranking, title, service)), JSON.stringify(BEGUN), world.now],
  );
  const here = `/istanze/${application}`;
  const records = [`rankings/${ranking}`, `titles/${title}`, `services/${service}`, 'schools/A-22'];
  const forms = ['contacts', 'province', 'preferences', 'availability', 'declarations'];
  const looked = `${here}/sezioni/rankings`;
  return [
    ...[...forms, ...records].map((end) => section(here, end)),
    {
      route: 'POST /istanze/:application/sezioni/:section/ricontrollo',
      who: 'anna',
      page: looked,
      action: `${looked}/ricontrollo`,
      good: 303,
    },
  ];
}

/** As a draft keeps that its rankings came from an earlier filing. */
const BEGUN = {
  filing: '01900000-0000-7000-8000-00000000000f',
  title: 'GPS 2024-26',
  registerNumber: '0000001/2024',
  filedAt: '2024-05-20T10:00:00.000Z',
  sections: ['rankings'],
  seen: [],
  touched: [],
};

function answers(ranking: string, title: string, service: string) {
  const act = { authority: 'Ministero', number: '12', date: '2020-05-04' };
  return {
    contacts: { confirmed: true },
    province: { province: 'VD', already_included: 'other', current_province: 'ML' },
    rankings: [
      {
        id: ranking,
        teaching_class: 'A-22',
        tier: 'I',
        operation: 'insertion',
        access_procedure: 'foreign',
        foreign_years: 2,
        foreign_recognition: act,
        access_title: 'Laurea magistrale',
        access_authority: 'Università',
        access_date: '2010-07-01',
        access_mark: { value: 100, base: 110, lode: false },
      },
    ],
    titles: [
      { id: title, type: 'language', name: 'Certificato', authority: 'Ente', date: '2012-05-01', language: 'en' },
    ],
    services: [{ id: service, school_year: '2020/21', school_type: 'state', school_name: 'Liceo' }],
    preferences: { preferences: ['R'], children: 2, reserves: ['disabled'], reserve_act: act, law_104: ['art_33_5'] },
    schools: { 'A-22': { schools: [] } },
  };
}
