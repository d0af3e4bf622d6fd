import type { Definition } from '../../../engines/procedure/index.ts';
import type { ScoringPack, ScoringTable, TableSection } from '../../../engines/scoring/index.ts';
import { formatPoints } from '../../../kernel/points.ts';
import type { Frame, Visitor } from '../../../ui/index.ts';
import { Page } from '../../../ui/index.ts';
import type { Release } from '../release.ts';
import { relationTitle } from '../scoring-names.ts';
import { discardWords, type ItemRule, itemRules, sentence, tableChoices, tableName } from '../table-words.ts';
import { Doubt } from './doubt.tsx';
import { Grades, itemPlace, Worths } from './worth-part.tsx';

interface TablePageProps {
  frame: Frame;
  visitor: Visitor | null;
  release: Release;
  pack: ScoringPack;
  /** The id of the table, as acts call it: "A/3". */
  id: string;
  table: ScoringTable;
}

/** One table of points in plain Italian: what gives points, how many, within which limits, by which norm. */
export function TablePage({ frame, visitor, release, pack, id, table }: TablePageProps) {
  const { definition, procedureId } = release;
  const home = `/procedure/${procedureId}`;
  const when = tableChoices(definition, pack).find((choice) => choice.table === id)?.when;
  return (
    <Page
      frame={frame}
      visitor={visitor}
      section="/procedure"
      title={`${tableName(pack, id)} – ${definition.title}`}
      heading={tableName(pack, id)}
      lead={definition.title}
      width="wide"
      breadcrumb={[
        { href: '/', label: 'Inizio' },
        { href: '/procedure', label: 'Procedure' },
        { href: home, label: definition.title },
        { href: `${home}/regole`, label: 'Le regole' },
      ]}
    >
      <p>
        Norma: {table.norm}.{when !== undefined && ` Vale se ${when}.`}
      </p>
      <Doubt of={table.uncertain} />
      <Worths table={table} />
      {table.sections.map((section) => (
        <OneSection key={section.id} definition={definition} pack={pack} section={section} />
      ))}
      <Whole definition={definition} pack={pack} table={table} />
      <Relations pack={pack} />
      <p>
        <a href={`${home}/regole#punti`}>Torna alle regole e alle altre tabelle</a>
      </p>
    </Page>
  );
}

function OneSection({
  definition,
  pack,
  section,
}: {
  definition: Definition;
  pack: ScoringPack;
  section: TableSection;
}) {
  const limits = [
    ...(section.cap_per === undefined ? [] : [sentence(section.cap_per.why)]),
    ...(section.cap === undefined ? [] : [`Tutta la sezione dà al massimo ${formatPoints(section.cap)} punti.`]),
    ...section.groups.map(
      ({ items, why, cap, best_only }) =>
        `Voci ${items.join(', ')}: ${why}${cap === undefined ? '' : ` (massimo ${formatPoints(cap)})`}${
          best_only ? '; conta solo quella che vale di più' : ''
        }.`,
    ),
  ];
  return (
    <section aria-labelledby={`sezione-${section.id}`}>
      <h2 id={`sezione-${section.id}`}>
        {section.id}. {section.title}
      </h2>
      {limits.map((limit) => (
        <p key={limit}>{limit}</p>
      ))}
      <Doubt of={section.uncertain} />
      <ul class="rule-list">
        {itemRules(definition, pack, section.items).map((rule) => (
          <li key={rule.item.id}>
            <Item rule={rule} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Item({ rule: { item, values, when, gives, grid, limits } }: { rule: ItemRule }) {
  return (
    <>
      <h3 id={itemPlace(item.id)}>
        <span class="rule-id">{item.id}</span> {item.label}
      </h3>
      <p class="rule-gives">{gives}</p>
      <p>
        Si valuta: {values.toLowerCase()}
        {when === undefined ? '' : ` se ${when}`}.
      </p>
      {grid && <Grades grid={grid} caption={`Punti della voce ${item.id}`} />}
      {limits.length > 0 && (
        <ul>
          {limits.map((limit) => (
            <li key={limit}>{limit}</li>
          ))}
        </ul>
      )}
      {item.norm && <p class="rule-note">Norma: {item.norm}</p>}
      <Doubt of={item.uncertain} />
    </>
  );
}

/** What holds for the whole table: what it sets aside, limits across sections, the most it gives. */
function Whole({ definition, pack, table }: { definition: Definition; pack: ScoringPack; table: ScoringTable }) {
  const rules = [
    ...discardWords(definition, pack, table),
    ...table.groups.map(
      ({ sections, items, cap, why }) =>
        `${[...sections.map((each) => `Sezione ${each}`), ...items].join(', ')}: insieme al massimo ${formatPoints(cap)} punti (${why}).`,
    ),
    ...(table.cap === undefined ? [] : [`Tutta la tabella dà al massimo ${formatPoints(table.cap)} punti.`]),
  ];
  if (rules.length === 0) return null;
  return (
    <>
      <h2>Per tutta la tabella</h2>
      <ul>
        {rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      {table.groups.map((group) => (
        <Doubt key={group.why} of={group.uncertain} />
      ))}
    </>
  );
}

function Relations({ pack }: { pack: ScoringPack }) {
  const names = Object.keys(pack.relations);
  if (names.length === 0) return null;
  return (
    <>
      <h2>Le corrispondenze</h2>
      {names.map((name) => {
        const { symmetric = false, pairs = [], uncertain } = pack.relations[name] ?? {};
        const between = symmetric ? '=' : '→';
        return (
          <section key={name} aria-label={relationTitle(pack, name)}>
            <h3>{relationTitle(pack, name)}</h3>
            <p>{pairs.map(([left, right]) => `${left} ${between} ${right}`.replaceAll('_', ' ')).join('; ')}.</p>
            <Doubt of={uncertain} />
          </section>
        );
      })}
    </>
  );
}
