import type { FileRef } from '../../../engines/procedure/index.ts';
import { Actions, Button, FileField, Form, SummaryList } from '../../../ui/index.ts';
import { paths } from '../opened.ts';

export interface AttachmentModel {
  readonly field: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly optional: boolean;
  readonly maxBytes: number;
  readonly kinds: readonly string[];
  readonly file: FileRef | undefined;
  readonly error: string | undefined;
}

interface AttachmentsProps {
  readonly id: string;
  readonly section: string;
  readonly recordKey: string;
  readonly csrf: string | undefined;
  readonly back: string;
  readonly attachments: readonly AttachmentModel[];
}

/** The documents of a record, each with its own form: a file is sent by itself, the answers are not touched. */
export function Attachments({ attachments, ...where }: AttachmentsProps) {
  if (attachments.length === 0) return null;
  return (
    <section aria-labelledby="attachments-title">
      <h2 id="attachments-title">Documenti da allegare</h2>
      {attachments.map((attachment) => (
        <Attachment key={attachment.field} {...where} attachment={attachment} />
      ))}
    </section>
  );
}

type AttachmentProps = Omit<AttachmentsProps, 'attachments'> & { readonly attachment: AttachmentModel };

function Attachment({ attachment, ...where }: AttachmentProps) {
  const { id, section, recordKey, csrf, back } = where;
  const { field, label, hint, optional, error, file } = attachment;
  const action = paths.upload(id, section, recordKey, field);
  return (
    <div class="attachment">
      {file && <Attached id={id} label={label} file={file} action={action} csrf={csrf} back={back} />}
      <Form action={action} csrf={csrf} enctype="multipart" hidden={{ torna: back }} label={label}>
        <FileField
          name={field}
          label={file === undefined ? label : `Sostituisci: ${label}`}
          hint={hint}
          optional={optional}
          error={error}
          kinds={attachment.kinds}
          maxMegabytes={Math.floor(attachment.maxBytes / 1_048_576)}
        />
        <Button look="outline" about={label}>
          Allega il file
        </Button>
      </Form>
    </div>
  );
}

interface AttachedProps {
  readonly id: string;
  readonly label: string;
  readonly file: FileRef;
  readonly action: string;
  readonly csrf: string | undefined;
  readonly back: string;
}

function Attached({ id, label, file, action, csrf, back }: AttachedProps) {
  return (
    <>
      <SummaryList
        rows={[
          { label, value: <a href={paths.attachment(id, file.id)}>{file.name}</a> },
          { label: 'Dimensione', value: sizeWords(file.bytes) },
          { label: 'Impronta SHA-256', value: <code>{file.sha256.slice(0, 16)}…</code> },
        ]}
      />
      <Form action={`${action}/rimozione`} csrf={csrf} hidden={{ torna: back }} label={`Togli ${label}`}>
        <Actions>
          <Button look="quiet" about={file.name}>
            Togli il file
          </Button>
        </Actions>
      </Form>
    </>
  );
}

/** 1 536 000 → "1,5 MB". */
export function sizeWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} byte`;
  if (bytes < 1_048_576) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1_048_576).toFixed(1).replace('.', ',')} MB`;
}
