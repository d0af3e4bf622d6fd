import type { Typed } from './answers.ts';

/** Longest text given back to be shown again; beyond it nobody is correcting by hand. */
const TYPED_MAX = 20_000;

/** Control characters other than tab and new line: they cannot be stored, printed or signed. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const UNSTORABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/;

/** Text as it will be kept: composed (NFC), Unix line ends, no spaces around. */
export function cleanText(text: string): string {
  return text.toWellFormed().normalize('NFC').replaceAll('\r\n', '\n').replaceAll('\r', '\n').trim();
}

/** One line: every run of white space becomes one space. */
export function cleanLine(text: string): string {
  return cleanText(text).replaceAll(/\s+/gu, ' ');
}

export function hasUnstorable(text: string): boolean {
  return UNSTORABLE.test(text) || !text.isWellFormed();
}

/** Characters as people count them, not UTF-16 units. */
export function lengthOf(text: string): number {
  let length = 0;
  for (const _ of text) length += 1;
  return length;
}

/** The first text among what was posted under a name: browsers send text, others send anything. */
export function firstText(raw: unknown): string {
  const first: unknown = Array.isArray(raw) ? raw.find((each) => typeof each === 'string' && each !== '') : raw;
  if (typeof first === 'string') return first;
  return typeof first === 'number' || typeof first === 'boolean' ? String(first) : '';
}

/** All the texts posted under a name. */
export function allTexts(raw: unknown): readonly string[] {
  const all: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  return all.filter((each) => typeof each === 'string');
}

/** What was typed, safe to store and show again: unstorable characters become the replacement character. */
export function typedText(raw: unknown): string {
  return showable(firstText(raw));
}

export function typedTexts(name: string, raw: unknown): Typed {
  return { [name]: allTexts(raw).slice(0, 1000).map(showable) };
}

function showable(text: string): string {
  const cut = text.slice(0, TYPED_MAX).toWellFormed();
  return UNSTORABLE.test(cut) ? cut.replaceAll(new RegExp(UNSTORABLE, 'g'), '\ufffd') : cut;
}
