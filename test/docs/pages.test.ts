import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseProfile } from '../../src/config/load-profile.ts';
import { projectRoot } from '../../src/project-root.ts';
import { listAnchors, listFences, listLinks, readPage, resolveTarget } from './markdown.ts';

const pages = [
  ...readdirSync(projectRoot).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(projectRoot, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join('docs', name)),
].sort();
const decisions = pages.filter((page) => page.startsWith(join('docs', 'decisions')));
const inside = (target: string): boolean => !/^[a-z]+:/i.test(target);

describe.each(pages)('%s', (page) => {
  it('leads nowhere that does not exist', () => {
    const links = listLinks(page).filter(({ target }) => inside(target));
    const broken = links.filter((link) => !existsSync(join(projectRoot, resolveTarget(link))));
    expect(broken.map(({ target }) => target)).toEqual([]);
  });

  it('leads to headings that exist', () => {
    const links = listLinks(page).filter(({ target }) => inside(target) && target.includes('#'));
    for (const link of links)
      expect(listAnchors(resolveTarget(link)), link.target).toContain(link.target.split('#')[1]);
  });

  it('describes every picture for those who do not see it', () => {
    for (const { label, target } of listLinks(page).filter(({ image }) => image)) {
      expect(label.length, target).toBeGreaterThan(30);
    }
  });

  it('holds settings that can be loaded, where it shows any', () => {
    for (const { text } of listFences(page).filter(({ language }) => language === 'yaml')) {
      expect(parseProfile(text, page).problems).toEqual([]);
    }
  });

  it('says in what language each snippet is written', () => {
    for (const { language, text } of listFences(page)) {
      expect(['sh', 'yaml', 'ini', 'sql'], text).toContain(language);
    }
  });

  it('is calm', () => {
    // Inside code an exclamation mark may mean something.
    const prose = readPage(page).replaceAll(/```[\s\S]*?```|`[^`]*`|!\[/g, '');
    expect(prose).not.toContain('!');
  });
});

describe('the decisions', () => {
  it('are numbered without a gap', () => {
    const numbers = decisions.map((page) => Number(/(\d{4})-[a-z0-9-]+\.md$/.exec(page)?.[1]));
    expect(numbers).toEqual(decisions.map((_, index) => index + 1));
  });

  it.each(decisions)('%s carries its number and answers the same four questions', (page) => {
    const [title, ...headings] = readPage(page)
      .split('\n')
      .filter((line) => line.startsWith('#'));
    expect(title).toMatch(new RegExp(`^# ${/\d{4}/.exec(page)?.[0]} `));
    expect(headings).toEqual(['## What', '## Why', '## What else was weighed', '## What would change it']);
  });
});

describe('docs/dependencies.md', () => {
  const manifest = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as Record<
    'dependencies' | 'optionalDependencies' | 'devDependencies',
    Record<string, string>
  >;
  const rows = [...readPage('docs/dependencies.md').matchAll(/^\| `([^`]+)` \|.*\| ([^|]+) \|$/gm)];

  it('lists every dependency once and nothing else', () => {
    const { dependencies, optionalDependencies, devDependencies } = manifest;
    const wanted = Object.keys({ ...dependencies, ...optionalDependencies, ...devDependencies });
    expect(rows.map(([, name]) => name).sort()).toEqual(wanted.sort());
  });

  it('gives the licence that each installed package names', () => {
    for (const [, name = '', licence] of rows) {
      const file = join(projectRoot, 'node_modules', name, 'package.json');
      // Of the embedded PostgreSQL only the one for this computer is installed.
      if (!existsSync(file) && name in manifest.optionalDependencies) continue;
      const installed = JSON.parse(readFileSync(file, 'utf8')) as { license?: string };
      expect(licence, name).toBe(installed.license);
    }
  });
});

describe('LICENSE', () => {
  it('is the whole of the Apache License 2.0, with its appendix', () => {
    const text = readPage('LICENSE');
    for (const section of [1, 2, 3, 4, 5, 6, 7, 8, 9]) expect(text).toMatch(new RegExp(`^ {3}${section}\\. \\S`, 'm'));
    expect(text).toContain('END OF TERMS AND CONDITIONS');
    expect(text).toContain('APPENDIX: How to apply the Apache License to your work.');
    expect(text).toContain('Copyright [yyyy] [name of copyright owner]');
  });
});
