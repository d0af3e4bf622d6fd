import pg from 'pg';

/** Oids of the types whose default reading by `pg` is not what the product wants. */
const oid = { int8: 20, int8Array: 1016, date: 1082, dateArray: 1182 } as const;

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} does not fit a number`);
  return value;
}

/** `{a,NULL,b}` as PostgreSQL writes arrays of numbers and dates, which never need quotes. */
function plainArray<T>(read: (text: string) => T): (text: string) => (T | null)[] {
  return (text) => {
    const inside = text.slice(1, -1);
    return inside === '' ? [] : inside.split(',').map((item) => (item === 'NULL' ? null : read(item)));
  };
}

const asIs = (text: string) => text;

const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [oid.int8]: safeInteger,
  [oid.int8Array]: plainArray(safeInteger),
  [oid.date]: asIs,
  [oid.dateArray]: plainArray(asIs),
};

/** int8 → number, date → 'YYYY-MM-DD'; timestamptz → Date and jsonb → value are what `pg` does by itself. */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: (id, format) =>
    (format === 'binary' ? undefined : parsers[id]) ?? pg.types.getTypeParser(id, format as 'text'),
};
