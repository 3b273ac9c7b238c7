import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import MarkdownIt from 'markdown-it';
import { projectRoot } from '../../src/project-root.ts';

/** One fenced snippet of a page. */
export interface Fence {
  page: string;
  language: string;
  text: string;
}

/** One link or image of a page. */
export interface PageLink {
  page: string;
  /** As the page writes it. */
  target: string;
  /** Empty for an image without a description. */
  label: string;
  image: boolean;
}

const parser = new MarkdownIt();

/** The text of a page, named by its path from the project's folder. */
export function readPage(page: string): string {
  return readFileSync(join(projectRoot, page), 'utf8');
}

/** Every fenced snippet of a page, also those inside lists. */
export function listFences(page: string): Fence[] {
  return parser
    .parse(readPage(page), {})
    .filter(({ type }) => type === 'fence')
    .map(({ info, content }) => ({ page, language: info.trim(), text: content }));
}

/** Every link and image of a page, those in tables too. */
export function listLinks(page: string): PageLink[] {
  return parser
    .parse(readPage(page), {})
    .flatMap(({ children }) => children ?? [])
    .flatMap(({ type, content, attrs }): PageLink[] => {
      const attribute = (name: string) => new Map(attrs ?? []).get(name) ?? '';
      if (type === 'image') return [{ page, target: attribute('src'), label: content, image: true }];
      return type === 'link_open' ? [{ page, target: attribute('href'), label: '', image: false }] : [];
    });
}

/** The anchors of a page's headings, as GitHub and most renderers make them. */
export function listAnchors(page: string): string[] {
  const tokens = parser.parse(readPage(page), {});
  return tokens
    .filter((_, index) => tokens[index - 1]?.type === 'heading_open')
    .map(({ content }) =>
      content
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    );
}

/** The path of a link's target from the project's folder, without its anchor. */
export function resolveTarget({ page, target }: Pick<PageLink, 'page' | 'target'>): string {
  const [path = ''] = target.split('#');
  return path === '' ? page : relative(projectRoot, join(projectRoot, dirname(page), decodeURIComponent(path)));
}

/** The rows of a table that stands under a heading, as cells of plain text. */
export function readTable(page: string, heading: string): string[][] {
  const [, after = ''] = readPage(page).split(new RegExp(`^#+ ${heading}$`, 'm'));
  const lines = after.split(/^#+ /m, 1)[0]?.split('\n') ?? [];
  return lines
    .filter((line) => line.startsWith('| ') || line.startsWith('|-'))
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}
