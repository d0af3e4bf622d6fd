import { Button, Form, Notice } from '../../../ui/index.ts';
import type { Removed } from '../application.ts';
import { paths } from '../opened.ts';
import type { SheetModel } from './sheet.tsx';

interface RemovedProps {
  readonly sheet: SheetModel;
  readonly section: string;
  readonly removed: readonly Removed[];
  readonly back: string;
}

/** What was taken away, newest first, each with the button that puts it back. */
export function RemovedNotices({ sheet, section, removed, back }: RemovedProps) {
  if (removed.length === 0) return null;
  const { id } = sheet.opened.application;
  return (
    <Notice kind="info" title="Hai tolto">
      <ul>
        {[...removed].reverse().map((each) => (
          <li key={each.id}>
            <Form
              action={`${paths.application(id)}/tolti/${section}/${each.id}`}
              csrf={sheet.visitor?.csrf}
              hidden={{ torna: back }}
              label={`Rimetti ${each.title}`}
            >
              «{each.title}»{' '}
              <Button look="quiet" icon="it-refresh" about={each.title}>
                Rimetti
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
