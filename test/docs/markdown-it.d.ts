/** As much of markdown-it as the tests of the pages use; the package brings no types. */
declare module 'markdown-it' {
  export interface Token {
    type: string;
    info: string;
    content: string;
    attrs: [name: string, value: string][] | null;
    children: Token[] | null;
  }
  // biome-ignore lint/style/noDefaultExport: that is how the package exports it
  export default class MarkdownIt {
    parse(text: string, environment: object): Token[];
  }
}
