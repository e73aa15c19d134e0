export interface Token {
  kind: 'name' | 'parameter' | 'string' | 'number' | 'sign';
  /** A name without backticks, a parameter without `$`, a string as '' (what stands in it is no vocabulary). */
  text: string;
  line: number;
}

const pattern =
  /(?<skip>\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)|(?<string>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")|\$(?<parameter>\w+)|(?<name>[\p{L}_][\p{L}\p{N}_]*)|`(?<quoted>[^`]*)`|(?<number>\d+(?:\.\d+)?)|(?<sign>->|<-|<=|>=|<>|\+=|\.\.|[-+*/%^=<>()[\]{},.:;|&!])/gu;

/** The tokens of a Cypher text, comments left out. @throws Error for a character that it does not know. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let line = 1;
  for (const match of text.matchAll(pattern)) {
    if (match.index !== at) break;
    at += match[0].length;
    const { skip, string, parameter, name, quoted, number } = match.groups ?? {};
    if (skip === undefined) {
      if (string !== undefined) tokens.push({ kind: 'string', text: '', line });
      else if (parameter !== undefined) tokens.push({ kind: 'parameter', text: parameter, line });
      else if (name !== undefined || quoted !== undefined) tokens.push({ kind: 'name', text: (name ?? quoted)!, line });
      else if (number !== undefined) tokens.push({ kind: 'number', text: number, line });
      else tokens.push({ kind: 'sign', text: match[0], line });
    }
    line += match[0].split('\n').length - 1;
  }
  if (at !== text.length) throw new Error(`Line ${line}: ${JSON.stringify(text.slice(at, at + 20))} is no Cypher.`);
  return tokens;
}

export const parametersOf = (text: string): string[] =>
  [...new Set(tokensOf(text).flatMap((token) => (token.kind === 'parameter' ? [token.text] : [])))].sort();
