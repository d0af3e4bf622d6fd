import { type FieldProps, FieldShell, tied } from './field-shell.tsx';

export interface FileFieldProps extends FieldProps {
  /** Extensions allowed, said before: ['PDF', 'P7M']. */
  readonly kinds: readonly string[];
  readonly maxMegabytes: number;
  readonly multiple?: boolean | undefined;
}

/** The browser's own file box, with kinds and size said before one chooses. The form needs `enctype`. */
export function FileField({ kinds, maxMegabytes, multiple, ...props }: FileFieldProps) {
  const hint = (
    <>
      {props.hint} Tipi ammessi: {kinds.join(', ')}. Al massimo {maxMegabytes} MB.
    </>
  );
  return (
    <FieldShell {...props} hint={hint}>
      <input
        {...tied({ ...props, hint })}
        class="form-control"
        type="file"
        name={props.name}
        accept={kinds.map((kind) => `.${kind.toLowerCase()}`).join(',')}
        multiple={multiple}
      />
    </FieldShell>
  );
}
