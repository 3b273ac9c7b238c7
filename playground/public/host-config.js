/** A theme colour; the page's style sheet gives it its light and dark value. */
const colour = (name) => ({ default: `var(--${name})`, subtle: `var(--${name}-subtle)` });

const foregroundColors = {
  default: colour('card-text'),
  dark: colour('card-text'),
  light: colour('card-text'),
  accent: colour('card-accent'),
  good: colour('card-good'),
  warning: colour('card-warning'),
  attention: colour('card-attention'),
};

const containerStyle = (name) => ({
  backgroundColor: `var(--card-${name}-background)`,
  borderColor: `var(--card-${name}-border)`,
  foregroundColors,
});

const fontType = (fontFamily) => ({
  fontFamily,
  fontSizes: { small: 12, default: 14, medium: 16, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 300, default: 400, bolder: 600 },
});

/** How cards look in the playground. The colours are variables, so a change of theme leaves what was typed alone. */
export const HOST_CONFIG = {
  supportsInteractivity: true,
  spacing: { small: 4, default: 10, medium: 14, large: 20, extraLarge: 28, padding: 12 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  fontFamily: 'var(--font)',
  fontTypes: { default: fontType('var(--font)'), monospace: fontType('var(--font-mono)') },
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: {
    default: containerStyle('default'),
    emphasis: containerStyle('emphasis'),
    good: containerStyle('good'),
    attention: containerStyle('attention'),
    warning: containerStyle('warning'),
    accent: containerStyle('accent'),
  },
  textStyles: { heading: { size: 'large', weight: 'bolder' }, columnHeader: { weight: 'bolder' } },
  textBlock: { headingLevel: 3 },
  inputs: {
    label: {
      inputSpacing: 'small',
      requiredInputs: { weight: 'bolder', suffix: ' *', suffixColor: 'attention' },
      optionalInputs: { weight: 'bolder' },
    },
    errorMessage: { color: 'attention', spacing: 'small', size: 'small', weight: 'default' },
  },
  actions: {
    maxActions: 6,
    spacing: 'medium',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 12, style: 'emphasis' },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
  adaptiveCard: { allowCustomStyle: false },
  factSet: {
    title: { weight: 'bolder', wrap: true, maxWidth: 150 },
    value: { wrap: true },
    spacing: 12,
  },
};
