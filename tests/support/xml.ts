import { SaxesParser } from 'saxes';

export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  /** Its own text and that of the elements in it. */
  text: string;
}

/** The elements of a document, in their order. @throws Error where it is not well-formed */
export function xmlElements(document: string): XmlElement[] {
  const parser = new SaxesParser({ xmlns: true });
  const elements: XmlElement[] = [];
  const open: XmlElement[] = [];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const plain = Object.entries(attributes).map(([key, { value }]) => [key, value] as const);
    const element = { name, attributes: Object.fromEntries(plain), text: '' };
    elements.push(element);
    open.push(element);
  });
  parser.on('text', (text) => open.forEach((element) => (element.text += text)));
  parser.on('closetag', () => void open.pop());
  parser.on('doctype', () => {
    throw new Error('A document type is declared.');
  });
  parser.on('processinginstruction', ({ target }) => {
    throw new Error(`A processing instruction: ${target}`);
  });
  parser.write(document).close();
  return elements;
}

/** What of an SVG could act or reach out: elements, attributes, and addresses in their values. */
export function dangersOf(document: string): string[] {
  return xmlElements(document).flatMap(({ name, attributes }) => [
    ...(/^(svg|title|desc|g|rect|path|text)$/.test(name) ? [] : [`<${name}>`]),
    ...Object.entries(attributes).flatMap(([key, value]) =>
      /^on|href|style|^src$/i.test(key) || (/url\(|javascript:|data:|https?:/i.test(value) && key !== 'xmlns')
        ? [`${name} ${key}="${value}"`]
        : [],
    ),
  ]);
}
