import {
  cautioning,
  type Definition,
  excluding,
  type Parallel,
  prevailing,
  refusing,
  type Several,
} from '../../../engines/procedure/index.ts';
import { Details, Notice } from '../../../ui/index.ts';
import { EligibilityPart } from '../../procedures/index.ts';
import type { Around, Twin } from '../around.ts';
import { paths } from '../opened.ts';

interface AroundPartProps {
  readonly around: Around;
  readonly definition: Definition;
  /** This application is filed. */
  readonly filed: boolean;
}

/** Who may file this application, after what and beside what: what stands in the way first. */
export function AroundPart({ around, definition, filed }: AroundPartProps) {
  const { verdicts, missing, twin } = around;
  const { parallel, several } = definition;
  // Those that hang on an answer are told at the answer.
  const refused = refusing(verdicts, 'person');
  const cautions = cautioning(verdicts);
  return (
    <>
      {missing.length > 0 && <First missing={missing} filed={filed} />}
      {refused.length > 0 && !filed && (
        <Notice kind="danger" title="Così non si può inoltrare">
          <ul>
            {refused.map(({ id, why, norm }) => (
              <li key={id}>
                {why} ({norm})
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {cautions.length > 0 && !filed && (
        <Notice kind="warning" title="Controlla se fa per te">
          <ul>
            {cautions.map(({ id, why, norm }) => (
              <li key={id}>
                {why} ({norm})
              </li>
            ))}
          </ul>
          <p>Puoi inoltrare lo stesso.</p>
        </Notice>
      )}
      {twin !== undefined && several !== undefined && !filed && <Already twin={twin} several={several} />}
      {parallel !== undefined && <Beside around={around} parallel={parallel} filed={filed} />}
      {verdicts.length > 0 && !filed && (
        <Details summary="I requisiti per presentarla, uno per uno">
          <EligibilityPart verdicts={verdicts} />
        </Details>
      )}
    </>
  );
}

function First({ missing, filed }: { missing: Around['missing']; filed: boolean }) {
  return (
    <Notice kind="warning" title={filed ? 'Inoltrata, ma ora senza effetto' : 'Prima serve un’altra domanda'}>
      {filed && <p>La domanda che serve prima di questa è stata ritirata: finché manca, questa non ha effetto.</p>}
      <ul>
        {missing.map(({ procedure, message, norm }) => (
          <li key={procedure}>
            {message}
            {norm !== undefined && ` (${norm})`} <a href={`/procedure/${procedure}`}>Vai a quella procedura</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** What this is about is in another application already filed: one's own to correct, or somebody else's to know of. */
function Already({ twin, several }: { twin: Twin; several: Several }) {
  return (
    <Notice kind={twin.own ? 'danger' : 'warning'} title="Ce n’è già una inoltrata">
      <p>
        {several.rule}
        {several.norm !== undefined && ` (${several.norm})`}{' '}
        {twin.own ? (
          <>
            Hai già inoltrato quella con protocollo <strong>{twin.registerNumber}</strong>: se vuoi cambiare qualcosa,{' '}
            <a href={paths.application(twin.applicationId)}>correggi quella</a>.
          </>
        ) : (
          'L’ha inoltrata un’altra persona. Se inoltri anche questa restano valide tutte e due, e decide chi le riceve: se potete, mettetevi d’accordo prima.'
        )}
      </p>
    </Notice>
  );
}

/** Which of the person's parallel applications counts, and why; or that only one may be filed. */
function Beside({ around, parallel, filed }: Omit<AroundPartProps, 'definition'> & { parallel: Parallel }) {
  const excluded = filed ? [] : excluding(parallel, around.parallels);
  const standing = around.parallels.filter((other) => other.filed);
  if (standing.length === 0) return null;
  if (excluded.length > 0) {
    return (
      <Notice kind="danger" title="Hai già inoltrato una domanda che esclude questa">
        <p>
          {excluded.map(({ title }) => `«${title}»`).join(', ')}. {parallel.rule}
          {parallel.norm !== undefined && ` (${parallel.norm})`} Per inoltrare questa, ritira prima l’altra.
        </p>
      </Notice>
    );
  }
  const own = { procedureId: '', title: '', parallel, filed: true };
  const first = prevailing([own, ...standing]);
  return (
    <Notice kind="info" title={filed ? 'Hai più domande insieme' : 'Se la inoltri, avrai più domande insieme'}>
      <p>
        Insieme a questa: {standing.map(({ title }) => `«${title}»`).join(', ')}.{' '}
        {first === own ? 'Vale prima questa.' : `Vale prima «${first?.title ?? ''}».`} {parallel.rule}
        {parallel.norm !== undefined && ` (${parallel.norm})`}
      </p>
    </Notice>
  );
}
