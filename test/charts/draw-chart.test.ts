import { createCanvas, loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { chartOf, writeChartAlt } from '../../cards/digest-charts.ts';
import { drawChart } from '../../src/charts/draw-chart.ts';
import { sampleContent } from '../support/sample-digest.ts';

const content = sampleContent();

/** How often each colour is in a picture, without the shades at edges. */
async function coloursOf(png: Buffer): Promise<Map<string, number>> {
  const image = await loadImage(png);
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, image.width, image.height);
  const found = new Map<string, number>();
  for (let at = 0; at < data.length; at += 4) {
    const colour = `#${Buffer.from(data.subarray(at, at + 4)).toString('hex')}`;
    found.set(colour, (found.get(colour) ?? 0) + 1);
  }
  return found;
}

/** The contrast of a colour with white, after WCAG 2.2. */
function contrastWithWhite(colour: string): number {
  const light = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = light;
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

describe('the pictures of a digest', () => {
  it('are drawn on white in colours that stand out, each with a number and none by its colour alone', async () => {
    const png = await drawChart(chartOf(content, 'trend'));
    const { width, height } = await loadImage(png);
    expect([width, height]).toEqual([1440, 720]);
    const colours = await coloursOf(png);
    const bars = ['#1f4f8fff', '#b35900ff', '#1b7f79ff', '#7a3e9dff'];
    for (const bar of bars) {
      expect(colours.get(bar) ?? 0, bar).toBeGreaterThan(500);
      expect(contrastWithWhite(bar), bar).toBeGreaterThan(3);
    }
    expect(colours.get('#ffffffff') ?? 0).toBeGreaterThan(500_000);
    // What is hidden is a pale box and no bar.
    expect(colours.get('#f7f7f7ff') ?? 0).toBeGreaterThan(1_000);
  });

  it('draw a hidden number the same whatever it is', async () => {
    const model = chartOf(content, 'trend');
    const again = await drawChart(structuredClone(model));
    expect(again.equals(await drawChart(model))).toBe(true);
    expect(JSON.stringify(model)).not.toContain('"value":14');
  });

  it('say the same figures in words', () => {
    expect(writeChartAlt(content, 'category')).toBe(
      'Concerns by category, Autumn term 2026. Content 18; Contact 7; Conduct 38; Commerce 5.',
    );
    expect(writeChartAlt(content, 'trend')).toBe(
      'Concerns by category, term by term. Summer term 2026: Content 5 or more, Contact <5, Conduct 29, Commerce 6; Autumn term 2026: Content 18, Contact 7, Conduct 38, Commerce 5.',
    );
    const hidden = { ...content, trend: content.trend.map((term) => ({ ...term, categories: [] })) };
    expect(writeChartAlt(hidden, 'trend')).toContain('Summer term 2026: not shown;');
  });
});
