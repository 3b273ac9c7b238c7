const PATHS = {
  chat: 'M10 3a7 7 0 0 0-6.1 10.4L3 17l3.7-.9A7 7 0 1 0 10 3ZM7 8.5h6M7 11.5h4',
  teams:
    'M7 8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM2.5 16v-2a3 3 0 0 1 3-3h3a3 3 0 0 1 3 3v2M13.5 8.5a2 2 0 1 0-.5-3.9M14 11a3 3 0 0 1 3.5 3v1.5',
  guide: 'M10 17.5a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM10 9v5M10 6.2v.1',
  moon: 'M16.5 12A7 7 0 0 1 8 3.5a7 7 0 1 0 8.5 8.5Z',
  sun: 'M10 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1',
  send: 'M3.5 3.5 17 10 3.5 16.5l2-6.5-2-6.5ZM5.5 10H11',
  attach: 'M15.5 9 9.9 14.6a3.2 3.2 0 0 1-4.5-4.5l6-6a2.2 2.2 0 0 1 3.1 3.1l-6 6a1.1 1.1 0 0 1-1.6-1.6L12 6.5',
  at: 'M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0Zm0 0v1a2 2 0 0 0 4 0v-1a7 7 0 1 0-3 5.7',
  slash: 'M12.5 4 7.5 16',
  more: 'M5 10h.01M10 10h.01M15 10h.01',
  close: 'M5 5l10 10M15 5 5 15',
  back: 'M12 4.5 6.5 10l5.5 5.5',
  down: 'M5 7.5 10 12.5l5-5',
  right: 'M7.5 5l5 5-5 5',
  reply: 'M8 5 3.5 9.5 8 14M3.5 9.5H12a4.5 4.5 0 0 1 4.5 4.5v1',
  warning: 'M10 3 18 16.5H2ZM10 8.5v3.5M10 14.3v.1',
  check: 'M4 10.5 8 14.5 16 6',
  file: 'M5 2.5h6L15 6.5v11H5ZM11 2.5v4h4',
  shield: 'M10 2.8 16 5v4.7c0 3.8-2.4 6.3-6 7.5-3.6-1.2-6-3.7-6-7.5V5ZM7.3 9.8 9.2 11.7 12.8 8',
  dialog: 'M3 4.5h14v11H3ZM3 7.5h14',
};

/** A line icon, hidden from screen readers: the button around it carries the words. */
export function icon(name, size = 20) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  for (const [attribute, value] of Object.entries({
    viewBox: '0 0 20 20',
    width: size,
    height: size,
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': name === 'more' ? 2.4 : 1.4,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
    class: 'icon',
  }))
    svg.setAttribute(attribute, String(value));
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', PATHS[name] ?? '');
  svg.append(path);
  return svg;
}
