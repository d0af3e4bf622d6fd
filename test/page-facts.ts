import type { Page } from 'playwright-core';

// What the page itself says when asked; the verdicts are in page-checks.ts. The functions run inside the browser.

const NAME = `(element) => {
  if (!element || element === document.body) return 'nothing';
  const group = element.type === 'radio' ? element.name : '';
  const words = (element.getAttribute('aria-label') || element.textContent || element.value || '').trim().replace(/\\s+/g, ' ').slice(0, 40);
  return element.tagName.toLowerCase() + (element.id && !group ? '#' + element.id : '') + (group ? '[' + group + ']' : '') + ' ' + (group ? '' : words);
}`;

/** What Tab must reach, in the order of the document; the radios of a group count as one. */
export async function focusableElements(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const name = ${NAME};
    const wanted = 'a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex^="-"])';
    const groups = new Set();
    return [...document.querySelectorAll(wanted)].filter((element) => {
      if (element.disabled || element.type === 'hidden' || element.tabIndex < 0) return false;
      if (element.closest('[inert]') || element.closest('dialog:not([open])')) return false;
      // Knows also what is folded away, and what a style shows although it is folded.
      if (!element.checkVisibility({ visibilityProperty: true })) return false;
      if (element.tagName === 'SECTION' || element.tagName === 'DIV') {
        if (element.tabIndex < 0) return false;
      }
      if (element.type !== 'radio') return true;
      const group = document.querySelectorAll('input[type=radio][name="' + CSS.escape(element.name) + '"]');
      const checked = [...group].find((radio) => radio.checked);
      if (checked ? checked !== element : groups.has(element.name)) return false;
      groups.add(element.name);
      return true;
    }).map(name);
  })()`);
}

export async function nameOfFocused(page: Page): Promise<string> {
  return page.evaluate(`(${NAME})(document.activeElement)`);
}

/** Contrast of two colours as the browser computes them; transparent ones are looked through. */
const CONTRAST = `(() => {
  const parts = (colour) => (colour.match(/[\\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const light = (colour) => {
    const [red, green, blue] = parts(colour).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one, other) => {
    const [low, high] = [light(one), light(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const behind = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const colour = getComputedStyle(one).backgroundColor;
      const [, , , alpha = 1] = parts(colour);
      if (alpha > 0.5) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  return { ratio, behind };
})()`;

/** The focused element must show it: an outline of two pixels at least, 3:1 against its surroundings, in sight, and not covered. */
export async function focusFaults(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const { ratio, behind } = ${CONTRAST};
    const element = document.activeElement;
    if (!element || element === document.body) return ['nothing has the focus'];
    const name = (${NAME})(element);
    const shown = element.type === 'radio' || element.type === 'checkbox' ? [element, element.labels?.[0]].filter(Boolean) : [element];
    const visible = shown.some((one) => [one, ...['::before', '::after']].some((part) => {
      const style = part === one ? getComputedStyle(one) : getComputedStyle(one, part);
      const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
      return outlined && ratio(style.outlineColor, behind(one.parentElement)) >= 3;
    }));
    const box = element.getBoundingClientRect();
    const inSight = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    const [x, y] = [box.left + Math.min(box.width / 2, 20), box.top + box.height / 2];
    const inView = x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight;
    const top = inView ? document.elementFromPoint(x, y) : element;
    const related = top && (element.contains(top) || top.contains(element) || top.closest('label')?.control === element);
    const faults = [];
    if (!inSight) faults.push(name + ': out of sight');
    if (!visible) faults.push(name + ': focus is not visible');
    if (!related) faults.push(name + ': covered by ' + (${NAME})(top));
    return faults;
  })()`);
}

/** Title, headings, landmarks, labels that say nothing. */
export async function headingFaults(page: Page): Promise<string[]> {
  return page.evaluate(`(() => {
    const faults = [];
    const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter((one) => one.getClientRects().length > 0);
    const levels = headings.map((heading) => Number(heading.tagName[1]));
    if (levels.filter((level) => level === 1).length !== 1) faults.push('not exactly one h1: ' + levels.join(' '));
    const main = [...document.querySelectorAll('main h1, main h2, main h3, main h4, main h5, main h6')].filter((one) => one.getClientRects().length > 0 && !one.closest('.error-summary, .notice')).map((heading) => Number(heading.tagName[1]));
    main.forEach((level, index) => { if (index > 0 && level > main[index - 1] + 1) faults.push('heading level jumps to ' + level + ' after ' + main[index - 1]); });
    if (document.documentElement.lang !== 'it') faults.push('lang is ' + document.documentElement.lang);
    for (const landmark of ['main', 'body > header, .header-root, header[role=banner]', 'footer']) {
      if (document.querySelectorAll(landmark).length > 1) faults.push('landmark repeated: ' + landmark);
    }
    if (document.querySelectorAll('main').length !== 1) faults.push('not exactly one main');
    const empty = /^(clicca qui|qui|leggi|campo \\d+|link|continua)$/i;
    for (const link of document.querySelectorAll('a, label')) {
      if (empty.test((link.textContent || '').trim())) faults.push('says nothing: ' + link.textContent.trim());
    }
    for (const cell of document.querySelectorAll('th')) if (!cell.scope) faults.push('th without scope: ' + cell.textContent.trim());
    for (const table of document.querySelectorAll('table')) if (!table.caption) faults.push('table without caption');
    const fine = [...document.querySelectorAll('main p, main li, main label, main dd, main td')].find((one) => one.getClientRects().length > 0 && parseFloat(getComputedStyle(one).fontSize) < 16);
    if (fine) faults.push('text under 16 px: ' + fine.textContent.trim().slice(0, 60));
    return faults;
  })()`);
}

/** Text that no longer fits its box. */
export async function clippedText(page: Page): Promise<string[]> {
  return page.evaluate(`(() => [...document.querySelectorAll('main *')].filter((element) => {
    const style = getComputedStyle(element);
    if (element.getClientRects().length === 0 || !element.textContent.trim() || element.children.length > 0) return false;
    if (element.closest('.visually-hidden, .table-scroll, [class*=visually-hidden]')) return false;
    return (style.overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1) || (style.overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1);
  }).map((element) => element.textContent.trim().slice(0, 60)))()`);
}

/** Buttons one cannot hit with a thumb. */
export async function narrowButtons(page: Page): Promise<string[]> {
  return page.evaluate(`(() => [...document.querySelectorAll('main .btn, main button')].filter((button) => {
    const box = button.getBoundingClientRect();
    return box.width > 0 && !button.closest('dialog:not([open])') && (box.height < 43.5 || box.width < 43.5);
  }).map((button) => (button.textContent || '').trim().slice(0, 40) + ' ' + button.getBoundingClientRect().height))()`);
}
