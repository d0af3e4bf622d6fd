import type { Area, Link } from './frame.ts';

const open: readonly Link[] = [
  { href: '/', label: 'Inizio' },
  { href: '/procedure', label: 'Procedure' },
  { href: '/guide', label: 'Guide' },
  { href: '/assistenza', label: 'Assistenza' },
];

const byArea: Readonly<Record<Area, readonly Link[]>> = {
  person: [
    { href: '/area', label: 'La tua area' },
    { href: '/archivio', label: 'Archivio' },
    { href: '/messaggi', label: 'Messaggi' },
    { href: '/guide', label: 'Guide' },
  ],
  desk: [
    { href: '/sportello', label: 'Sportello' },
    { href: '/sportello/stato', label: 'Aiuta una persona' },
    { href: '/guide', label: 'Guide' },
  ],
  office: [
    { href: '/ufficio', label: 'Domande ricevute' },
    { href: '/ufficio/revoche', label: 'Revoche' },
    { href: '/guide', label: 'Guide' },
  ],
  ministry: [
    { href: '/ministero', label: 'Procedure' },
    { href: '/guide', label: 'Guide' },
  ],
  administrator: [
    { href: '/amministrazione', label: 'Amministrazione' },
    { href: '/guide', label: 'Guide' },
  ],
};

/** The sections of the main header for who is looking, always in the same order. */
export function sectionsFor(area: Area | undefined): readonly Link[] {
  return area === undefined ? open : byArea[area];
}
