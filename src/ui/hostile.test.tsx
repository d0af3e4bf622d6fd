import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import * as ui from './index.ts';

const evil = `"'><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}</textarea></title>`;
const lure = 'javascript:alert(1)';
const base = { name: evil, label: evil, hint: evil, error: evil, source: evil };
const choices = [{ value: evil, label: evil, hint: evil }];
const frame: ui.Frame = {
  installation: { name: evil, administration: evil, testEnvironment: true, release: evil, accessibilityHref: lure },
  assets: { css: evil, js: evil, sprite: evil, fonts: [evil], mark: evil },
};
const at = new Date(0);

const everything: Readonly<Record<string, VNode>> = {
  Page: (
    <ui.Page
      frame={frame}
      title={evil}
      heading={evil}
      lead={evil}
      visitor={{ name: evil, area: 'person', csrf: evil }}
      breadcrumb={[{ href: lure, label: evil }]}
      errors={[{ field: evil, message: evil }]}
      notice={{ kind: 'danger', text: evil }}
      aside={evil}
      asideTitle={evil}
      help={evil}
    >
      {evil}
    </ui.Page>
  ),
  Form: (
    <ui.Form action={lure} csrf={evil} hidden={{ [evil]: evil }} label={evil}>
      {evil}
    </ui.Form>
  ),
  TextField: <ui.TextField {...base} value={evil} autocomplete={evil} suffix={evil} />,
  TextArea: <ui.TextArea {...base} value={evil} />,
  NumberField: <ui.NumberField {...base} value={evil} />,
  EmailField: <ui.EmailField {...base} value={evil} />,
  PasswordField: <ui.PasswordField {...base} autocomplete="off" />,
  CodeField: <ui.CodeField {...base} />,
  DateField: <ui.DateField {...base} value={`${evil}/${evil}/${evil}`} />,
  MarkField: <ui.MarkField {...base} bases={[evil]} value={{ value: evil, base: evil, honours: true }} />,
  ActField: <ui.ActField {...base} value={{ authority: evil, number: evil, date: evil }} />,
  FileField: <ui.FileField {...base} kinds={[evil]} maxMegabytes={5} />,
  Radios: <ui.Radios {...base} choices={choices} value={evil} />,
  Checkboxes: <ui.Checkboxes {...base} choices={choices} values={[evil]} />,
  Checkbox: <ui.Checkbox {...base} value={evil} />,
  Select: <ui.Select {...base} choices={choices} value={evil} empty={evil} />,
  SearchChoice: <ui.SearchChoice {...base} searchHref={lure} query={evil} results={choices} chosen={choices[0]} />,
  Notice: (
    <ui.Notice kind="info" title={evil}>
      {evil}
    </ui.Notice>
  ),
  DraftBanner: <ui.DraftBanner missing={[evil]} closing={evil} />,
  TaskList: <ui.TaskList tasks={[{ label: evil, href: lure, state: 'complete', note: evil }]} />,
  SummaryList: <ui.SummaryList rows={[{ label: evil, value: evil, change: lure, gap: evil }]} />,
  Table: <ui.Table caption={evil} columns={[{ label: evil, cell: () => evil }]} rows={[1]} />,
  CardList: <ui.CardList empty={evil} cards={[{ title: evil, href: lure, state: { tone: 'info', word: evil } }]} />,
  Steps: <ui.Steps current={1} steps={[{ label: evil, href: lure }]} />,
  Timeline: <ui.Timeline milestones={[{ title: evil, at, state: 'past', note: evil }]} />,
  Details: <ui.Details summary={evil}>{evil}</ui.Details>,
  Button: (
    <ui.Button name={evil} value={evil} about={evil}>
      {evil}
    </ui.Button>
  ),
  LinkButton: <ui.LinkButton href={lure}>{evil}</ui.LinkButton>,
  Pager: <ui.Pager page={2} pages={3} hrefOf={() => lure} label={evil} />,
  PointsTable: (
    <ui.PointsTable caption={evil} lines={[{ declared: evil, rule: evil, points: 1, cap: evil, norm: evil }]} />
  ),
  PointsBar: <ui.PointsBar id={evil} title={evil} parts={[{ label: evil, points: 1 }]} />,
  Prose: <ui.Prose markdown={`# ${evil}\n\n[${evil}](${lure})\n\n${evil}`} />,
};

/** Elements of the result, as a browser would see them: a `<` that survived escaping opens one. */
const elements = (html: string) => [...html.matchAll(/<([a-z!/][^\s>/]*)/gi)].map(([, name]) => name);

for (const [name, vnode] of Object.entries(everything)) {
  test(`${name} shows hostile values as text`, () => {
    const html = renderToString(vnode);
    assert.ok(html.includes('&lt;script'), 'the value is on the page');
    assert.doesNotMatch(html, /(?:href|action)="\s*javascript:/i);
    assert.equal(elements(html).filter((element) => element === 'img').length, 0);
    const scripts = html.match(/<script[^>]*>/g) ?? [];
    assert.deepEqual(
      scripts.filter((script) => !script.startsWith('<script type="module" src="&quot;')),
      [],
    );
    assert.doesNotMatch(html, /<[^>"]*(?:"[^"]*"[^>"]*)*\sonerror=/);
  });
}
