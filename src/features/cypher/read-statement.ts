import {
  openFunctions,
  openIndexes,
  openLabels,
  openProcedures,
  openTypes,
  protectedLabels,
  protectedProperties,
  protectedTypes,
  textOfVersion,
  wordsOfSpan,
} from './protected-names';
import { CypherRefusal, placeAt, type Layer } from './refusal';
import { isSign, tokensOf, wordOf, type Token } from './tokens';

export interface Reading {
  /** The statement without comments; where `protect` is on, with its guards. */
  text: string;
  /** Parameters that name a full-text index: `checkIndexes` has to see their values. */
  indexParameters: string[];
  tokens: readonly Token[];
}

/**
 * Reads a statement by a grammar of Cypher's reading clauses that has nothing else in it: what it does not know is
 * refused, so that nothing reaches the database which was not understood here. With `protect`, it also closes the ways
 * to what is not for everybody: each pattern gets the labels or types that it may meet, each property with words of
 * a version is shown only where the version's text is for everybody.
 * @throws CypherRefusal
 */
export function readStatement(statement: string, { protect }: { protect: boolean }): Reading {
  return new StatementReader(statement, protect).read();
}

/** @throws CypherRefusal for an index that is not for everybody. */
export function checkIndexes({ indexParameters }: Reading, parameters: Record<string, unknown>): void {
  for (const name of indexParameters) {
    if (!openIndexes.includes(parameters[name] as string)) throw otherIndex(`$${name}`, null);
  }
}

const otherIndex = (name: string, place: CypherRefusal['place']) =>
  new CypherRefusal(
    'protected',
    `The index ${name} is refused; there is ${openIndexes.join(', ')}.`,
    place,
    'FORBIDDEN',
  );

const guardOfNodes = `!(${protectedLabels.join('|')})`;
const listOfTypes = openTypes.join('|');

const writes = ['CREATE', 'MERGE', 'SET', 'DELETE', 'DETACH', 'NODETACH', 'REMOVE', 'FOREACH', 'INSERT'];
const admin = [
  ...['SHOW', 'TERMINATE', 'DROP', 'ALTER', 'GRANT', 'DENY', 'REVOKE', 'RENAME', 'START', 'STOP', 'ENABLE'],
  ...['DRYRUN', 'DEALLOCATE', 'REALLOCATE'],
];
const clauses = ['MATCH', 'OPTIONAL', 'UNWIND', 'WITH', 'RETURN', 'CALL', 'UNION', 'WHERE', 'ORDER', 'SKIP', 'LIMIT'];
const neverOperands = new Set([
  ...clauses,
  ...writes.filter((word) => word !== 'START' && word !== 'STOP'),
  ...['AND', 'OR', 'XOR', 'THEN', 'ELSE', 'WHEN', 'AS', 'LOAD', 'USE', 'USING', 'YIELD', 'DISTINCT', 'IS'],
  ...['STARTS', 'ENDS', 'CONTAINS'],
]);
const binarySigns = new Set(['+', '-', '*', '/', '%', '^', '=', '<>', '<', '>', '<=', '>=', '=~', '||']);
/** The most items that a list made inside an expression may have, by how many others it is made within. */
const longestRange = [10_000, 100, 10];
const deepest = 100;
const mostSteps = 40_000;
/** Of the text that the database plans. */
const longestGuarded = 200_000;

interface LabelExpression {
  /** Without the colon. */
  inner: string;
  names: string[];
  /** Names joined by `|`, `:` or `&` and nothing else. */
  plain: boolean;
}

class StatementReader {
  private readonly tokens: Token[];
  /** Where the bracket that opens at a token closes. */
  private readonly closing = new Map<number, number>();
  private at = 0;
  private depth = 0;
  private steps = 0;
  /** Whether `|` ends a label expression: it does where it also ends the condition of a comprehension. */
  private barEnds = false;
  /** How many list comprehensions and the like an expression stands in. */
  private loops = 0;
  private readonly indexParameters: string[] = [];

  constructor(
    private readonly statement: string,
    private readonly protect: boolean,
  ) {
    this.tokens = tokensOf(statement);
    this.matchBrackets();
  }

  read(): Reading {
    this.refuseUnknownStart();
    let text = this.query();
    if (this.isSign(';')) {
      this.take();
      if (this.token.kind !== 'end') throw this.refuse('One statement only: this begins another one.');
    }
    if (this.token.kind !== 'end') throw this.unknownClause();
    text += this.token.before;
    if (text.length > longestGuarded)
      throw this.refuse('With its guards this statement is too long: ask for less at a time.');
    return { text, indexParameters: this.indexParameters, tokens: this.tokens };
  }

  // --- Clauses ---

  private query(): string {
    let text = this.singleQuery();
    while (this.isWord('UNION')) {
      text += this.take();
      if (this.isWord('ALL') || this.isWord('DISTINCT')) text += this.take();
      text += this.singleQuery();
    }
    return text;
  }

  private singleQuery(): string {
    let text = '';
    // A call may be the last of a query, which else ends with RETURN.
    for (let mayEnd = false; ;) {
      this.step();
      const isCall = this.isWord('CALL');
      const clause = this.clause();
      if (clause !== null) {
        text += clause;
        mayEnd = isCall;
      } else if (this.isWord('RETURN')) return text + this.take() + this.projection(false);
      else if (mayEnd) return text;
      else throw this.unknownClause();
    }
  }

  /** A clause after which others may come; null where none begins. */
  private clause(): string | null {
    if (this.isWord('MATCH')) return this.match();
    if (this.isWord('OPTIONAL')) return this.take() + (this.isWord('CALL') ? this.call() : this.match());
    if (this.isWord('UNWIND')) return this.unwind();
    if (this.isWord('WITH')) return this.take() + this.projection(true);
    return this.isWord('CALL') ? this.call() : null;
  }

  private match(): string {
    let text = this.word('MATCH');
    if (this.isWord('REPEATABLE') || this.isWord('DIFFERENT')) text += this.take() + this.take();
    text += this.patterns();
    while (this.isWord('USING')) text += this.hint();
    if (this.isWord('WHERE')) text += this.take() + this.expression();
    return text;
  }

  private hint(): string {
    let text = this.take();
    if (this.isWord('SCAN')) return text + this.take() + this.name() + this.sign(':') + this.labelName();
    if (this.isWord('JOIN')) {
      text += this.take() + this.word('ON') + this.name();
      while (this.isSign(',')) text += this.take() + this.name();
      return text;
    }
    while (['TEXT', 'RANGE', 'POINT', 'INDEX', 'SEEK'].some((word) => this.isWord(word))) text += this.take();
    text += this.name() + this.sign(':') + this.labelName() + this.sign('(') + this.propertyName();
    while (this.isSign(',')) text += this.take() + this.propertyName();
    return text + this.sign(')');
  }

  private unwind(): string {
    let text = this.take();
    // A range that is unwound is never in memory as a whole.
    const lazy = this.isWord('RANGE') && this.isSign('(', 1) && this.isWordAt('AS', this.afterBracket(this.at + 1));
    text += lazy ? this.take() + this.sign('(') + this.list(')', () => this.expression()) : this.expression();
    return text + this.word('AS') + this.name();
  }

  private projection(goesOn: boolean): string {
    let text = this.isWord('DISTINCT') ? this.take() : '';
    if (this.isSign('*')) {
      text += this.take();
      if (this.isSign(',')) text += this.take() + this.items();
    } else text += this.items();
    if (this.isWord('ORDER')) {
      text += this.take() + this.word('BY') + this.sortItem();
      while (this.isSign(',')) text += this.take() + this.sortItem();
    }
    while (['SKIP', 'OFFSET', 'LIMIT'].some((word) => this.isWord(word))) text += this.take() + this.expression();
    if (goesOn && this.isWord('WHERE')) text += this.take() + this.expression();
    return text;
  }

  private items(): string {
    let text = this.item();
    while (this.isSign(',')) text += this.take() + this.item();
    return text;
  }

  /** What a guard has changed keeps its name, which is its text. */
  private item(): string {
    const from = this.token.at;
    const before = this.token.before;
    const text = this.expression();
    const written = this.statement.slice(from, this.endOfLast());
    if (this.isWord('AS')) return text + this.take() + this.name();
    return text === before + written ? text : `${text} AS \`${written.replaceAll('`', '``')}\``;
  }

  private sortItem(): string {
    const text = this.expression();
    const isOrder = ['ASC', 'ASCENDING', 'DESC', 'DESCENDING'].some((word) => this.isWord(word));
    return isOrder ? text + this.take() : text;
  }

  private call(): string {
    let text = this.word('CALL');
    if (this.isSign('(') || this.isSign('{')) {
      if (this.isSign('('))
        text += this.take() + (this.isSign('*') ? this.take() : '') + this.list(')', () => this.name());
      text += this.sign('{') + this.nested(() => this.query()) + this.sign('}');
      if (this.isWord('IN')) throw this.refuse('IN TRANSACTIONS is refused: it is for writing.');
      return text;
    }
    const start = this.token;
    const names = [this.token.value];
    text += this.name();
    while (this.isSign('.')) {
      text += this.take();
      names.push(this.token.value);
      text += this.name();
    }
    const procedure = names.join('.');
    if (!openProcedures.includes(procedure)) {
      throw this.refuse(`The procedure ${procedure} is refused; there is ${openProcedures.join(', ')}.`, start);
    }
    if (this.isSign('(')) {
      text += this.take();
      if (procedure === 'db.index.fulltext.queryNodes') this.checkIndex();
      text += this.list(')', () => this.expression());
    } else if (procedure.startsWith('db.index.')) {
      throw this.refuse(`${procedure} takes its arguments in parentheses.`);
    }
    if (this.isWord('YIELD')) {
      text += this.take();
      if (this.isSign('*')) return text + this.take();
      for (;;) {
        text += this.name();
        if (this.isWord('AS')) text += this.take() + this.name();
        if (!this.isSign(',')) break;
        text += this.take();
      }
      if (this.isWord('WHERE')) text += this.take() + this.expression();
    }
    return text;
  }

  private checkIndex(): void {
    if (!this.protect) return;
    const { token } = this;
    if (token.kind === 'string' && this.isSign(',', 1)) {
      if (!openIndexes.includes(token.value)) throw otherIndex(token.text, placeAt(this.statement, token.at));
    } else if (this.isSign('$') && this.isSign(',', 2)) {
      this.indexParameters.push((this.tokens[this.at + 1] as Token).value);
    } else throw this.guarded('The index must be named by a text or a parameter, and by nothing else.');
  }

  // --- Patterns ---

  private patterns(): string {
    let text = this.pattern();
    while (this.isSign(',')) text += this.take() + this.pattern();
    return text;
  }

  private pattern(): string {
    let text = '';
    if (this.token.kind === 'name' && this.isSign('=', 1)) text += this.name() + this.take();
    while (!this.isSign('(')) {
      if (this.isWord('SHORTESTPATH') || this.isWord('ALLSHORTESTPATHS')) return text + this.shortest();
      if (this.token.kind === 'number' || selectors.some((word) => this.isWord(word))) text += this.take();
      else throw this.unexpected();
    }
    return text + this.path(true);
  }

  private shortest(): string {
    return this.take() + this.sign('(') + this.nested(() => this.path(false)) + this.sign(')');
  }

  /** A node, then relationships and nodes; a part in parentheses with a quantifier where `parts`. */
  private path(parts: boolean): string {
    const isPart = () =>
      this.isSign('(') && (this.isSign('(', 1) || (this.tokens[this.at + 1]?.kind === 'name' && this.isSign('=', 2)));
    let text = '';
    for (let afterPart = false; ;) {
      this.step();
      if (isPart()) {
        if (!parts) throw this.unexpected();
        text += this.part();
        afterPart = true;
      } else {
        text += this.node();
        if (afterPart && this.isSign('(')) throw this.unexpected();
        afterPart = false;
        if (this.isSign('(') && isPart()) continue;
      }
      if (this.isSign('-') || this.isSign('<')) text += this.relationship();
      else if (!afterPart || !this.isSign('(')) return text;
    }
  }

  private part(): string {
    let text = this.sign('(');
    text += this.nested(() => {
      let inner = this.tokens[this.at + 1] && this.isSign('=', 1) ? this.name() + this.take() : '';
      inner += this.path(true);
      if (this.isWord('WHERE')) inner += this.take() + this.expression();
      return inner;
    });
    text += this.sign(')');
    return text + this.quantifier();
  }

  private quantifier(): string {
    if (this.isSign('+') || this.isSign('*')) return this.take();
    if (!this.isSign('{')) return '';
    let text = this.take();
    while (this.token.kind === 'number' || this.isSign(',')) text += this.take();
    return text + this.sign('}');
  }

  private node(): string {
    let text = this.sign('(');
    text += this.nested(() => {
      let inner = this.isVariableOfPattern() ? this.name() : '';
      const labels = this.hasLabels() ? this.labels(protectedLabels) : null;
      if (!this.protect) inner += labels ? `:${labels.inner}` : '';
      else if (!labels) inner += `:${guardOfNodes}`;
      else inner += labels.plain ? `:${labels.inner}` : `:(${labels.inner})&${guardOfNodes}`;
      const isOpen = labels?.plain === true && labels.names.every((name) => openLabels.includes(name));
      return inner + this.propertiesOfPattern(isOpen);
    });
    return text + this.sign(')');
  }

  private relationship(): string {
    let text = '';
    if (this.isSign('<')) text += this.take();
    text += this.sign('-');
    if (this.isSign('[')) {
      text += this.take();
      text += this.nested(() => {
        let inner = this.isVariableOfPattern() ? this.name() : '';
        const types = this.hasLabels() ? this.labels(protectedTypes) : null;
        if (!this.protect) inner += types ? `:${types.inner}` : '';
        else if (!types) inner += `:${listOfTypes}`;
        else inner += types.plain ? `:${types.inner}` : `:(${types.inner})&(${listOfTypes})`;
        if (this.isSign('*')) {
          inner += this.take();
          if (this.token.kind === 'number') inner += this.take();
          if (this.isSign('..')) inner += this.take();
          if (this.token.kind === 'number') inner += this.take();
        }
        return inner + this.propertiesOfPattern(true);
      });
      text += this.sign(']');
    } else if (this.protect) text += `[:${listOfTypes}]`;
    text += this.sign('-');
    if (this.isSign('>')) text += this.take();
    return text + this.quantifier();
  }

  private propertiesOfPattern(isOpen: boolean): string {
    let text = '';
    if (this.isSign('$')) {
      throw this.guarded('A parameter in the place of properties is refused: name each, as in {id: $id}.');
    }
    if (this.isSign('{')) text += this.mapLiteral(isOpen ? 'open pattern' : 'pattern');
    if (this.isWord('WHERE')) text += this.take() + this.expression();
    return text;
  }

  private isVariableOfPattern(): boolean {
    if (this.token.kind !== 'name') return false;
    if (!this.isWord('WHERE') && !this.isWord('IS')) return true;
    return [':', ')', ']', '{', '*'].some((sign) => this.isSign(sign, 1));
  }

  private hasLabels = () => this.isSign(':') || this.isWord('IS');

  /** From the colon on. */
  private labels(closed: readonly string[]): LabelExpression {
    const read: LabelExpression = { inner: '', names: [], plain: true };
    this.take();
    const term = (): void => {
      this.step();
      while (this.isSign('!')) {
        read.plain = false;
        read.inner += this.take();
      }
      if (this.isSign('$'))
        throw this.guarded('A label or type that is reckoned, as in $(…), is refused: write its name.');
      if (this.isSign('%')) {
        read.plain = false;
        read.inner += this.take();
      } else if (this.isSign('(')) {
        read.inner += this.take();
        const { barEnds } = this;
        this.barEnds = false;
        terms();
        this.barEnds = barEnds;
        read.inner += this.sign(')');
      } else {
        this.checkLabel(closed);
        read.names.push(this.token.value);
        read.inner += this.name();
      }
    };
    const terms = (): void => {
      this.depth++;
      if (this.depth > deepest) throw this.refuse('This is nested too deep.');
      term();
      for (;;) {
        if (this.isSign('|') && !this.barEnds) {
          read.inner += this.take();
          if (this.isSign(':')) read.inner += this.take();
        } else if (this.isSign('&') || this.isSign(':')) read.inner += this.take();
        else break;
        term();
      }
      this.depth--;
    };
    terms();
    return read;
  }

  private labelName(): string {
    this.checkLabel(protectedLabels);
    return this.name();
  }

  private checkLabel(closed: readonly string[]): void {
    if (this.protect && this.token.kind === 'name' && closed.includes(this.token.value)) {
      throw this.guarded(`${this.token.value} is not for everybody.`);
    }
  }

  private propertyName(): string {
    this.checkProperty();
    return this.name();
  }

  private checkProperty(): void {
    if (!this.protect || this.token.kind !== 'name' || !protectedProperties.includes(this.token.value)) return;
    throw this.guarded(
      `The property ${this.token.value} is not for everybody. (A map of your own needs another name for it.)`,
    );
  }

  // --- Expressions ---

  /** Operands with operators between: which one binds tighter is the database's matter. */
  private expression(): string {
    this.depth++;
    if (this.depth > deepest) throw this.refuse('This is nested too deep.');
    let text = this.operand();
    for (;;) {
      this.step();
      const { token } = this;
      if (token.kind === 'sign' && binarySigns.has(token.value)) text += this.take() + this.operand();
      else if (this.isWord('STARTS') || this.isWord('ENDS')) text += this.take() + this.word('WITH') + this.operand();
      else if (['AND', 'OR', 'XOR', 'IN', 'CONTAINS'].some((word) => this.isWord(word)))
        text += this.take() + this.operand();
      else if (this.isWord('IS')) {
        text += this.take();
        if (this.isWord('NOT')) text += this.take();
        if (!this.isWord('NULL') && !this.isWord('NORMALIZED')) throw this.unexpected();
        text += this.take();
      } else break;
    }
    this.depth--;
    return text;
  }

  private operand(): string {
    let text = '';
    while (this.isWord('NOT') || this.isSign('-') || this.isSign('+')) {
      // `NOT` may be the name of nothing, but of a property, which is read elsewhere.
      this.step();
      text += this.take();
    }
    return text + this.postfixed();
  }

  private postfixed(): string {
    const isVariable = this.token.kind === 'name';
    const start = this.at;
    let text = this.atom();
    let variable = isVariable && this.at === start + 1 && !/^(true|false|null)$/i.test(this.tokens[start]?.text ?? '');
    for (;;) {
      this.step();
      if (this.isSign('.')) {
        const dot = this.take();
        this.checkProperty();
        const { value } = this.token;
        text = this.access(text, dot + this.name(), value, variable);
      } else if (this.isSign('[')) text = this.indexed(text, variable);
      else if (this.isSign(':') && this.isLabelNext())
        text = `(${text}:${this.labels([...protectedLabels, ...protectedTypes]).inner})`;
      else return text;
      variable = false;
    }
  }

  private isLabelNext(): boolean {
    const next = this.tokens[this.at + 1];
    return next?.kind === 'name' || ['!', '%', '(', '$'].some((sign) => this.isSign(sign, 1));
  }

  /** `of.name`, where it may be words of a version: these only where everybody may read them. */
  private access(of: string, access: string, name: string, variable: boolean): string {
    if (!this.protect || (name !== textOfVersion && !wordsOfSpan.includes(name))) return of + access;
    const [, space, subject] = /^(\s*)([\s\S]*)$/.exec(of) as RegExpExecArray as unknown as [string, string, string];
    const shown = (one: string) => `CASE WHEN ${shownWhere(one, name)} THEN ${one}${access} END`;
    if (variable) return `${space}(${shown(subject)})`;
    return `${space}head([\`  it\` IN [${subject}] | ${shown('`  it`')}])`;
  }

  /** An index is a whole number; a part of a list has two. Anything else could be the name of a property. */
  private indexed(of: string, variable: boolean): string {
    const open = this.take();
    const { token } = this;
    if (token.kind === 'string' && this.isSign(']', 1)) {
      if (this.protect && protectedProperties.includes(token.value)) this.refuseProperty(token);
      const name = `\`${token.value.replaceAll('`', '``')}\``;
      const text = this.protect ? this.access(of, `.${name}`, token.value, variable) : `${of}${open}${token.text}]`;
      this.take();
      this.take();
      return text;
    }
    return this.nested(() => {
      const from = this.isSign('..') ? '' : this.expression();
      if (this.isSign('..')) {
        const range = this.take();
        return of + open + from + range + (this.isSign(']') ? '' : this.expression()) + this.sign(']');
      }
      const index = this.protect && !/^\s*-?\d+$/.test(from) ? `toInteger(${from})` : from;
      return of + open + index + this.sign(']');
    });
  }

  private refuseProperty(token: Token): never {
    throw this.guarded(`The property ${token.value} is not for everybody.`, token);
  }

  private atom(): string {
    this.step();
    const { token } = this;
    if (token.kind === 'number' || token.kind === 'string') return this.take();
    if (this.isSign('$')) {
      const text = this.take();
      if (this.token.kind !== 'name' && this.token.kind !== 'number') throw this.unexpected();
      return text + this.take();
    }
    if (this.isSign('(')) return this.parenthesis();
    if (this.isSign('[')) return this.brackets();
    if (this.isSign('{')) return this.mapLiteral('map');
    if (token.kind !== 'name') throw this.unexpected();
    if (this.isWord('CASE') && !this.isSign('.', 1)) return this.caseExpression();
    if (this.isSign('{', 1)) {
      if (['EXISTS', 'COUNT', 'COLLECT'].some((word) => this.isWord(word))) return this.subquery();
      return this.mapProjection();
    }
    if (this.functionLength() > 0) return this.functionCall();
    if (!token.quoted && neverOperands.has(token.value.toUpperCase())) throw this.unexpected();
    return this.take();
  }

  private parenthesis(): string {
    if (this.startsPath(this.at)) {
      const path = this.attempt(() => this.path(false));
      if (path !== null) return path;
    }
    return this.sign('(') + this.nested(() => this.expression()) + this.sign(')');
  }

  /** Whether a relationship may follow the parenthesis here. */
  private startsPath(at: number): boolean {
    if (!this.isSignAt('(', at)) return false;
    const after = this.afterBracket(at);
    const next = this.isSignAt('<', after) ? after + 1 : after;
    return this.isSignAt('-', next) && (this.isSignAt('-', next + 1) || this.isSignAt('[', next + 1));
  }

  private brackets(): string {
    const overList = this.tokens[this.at + 1]?.kind === 'name' && this.isWordAt('IN', this.at + 2);
    if (overList) return this.sign('[') + this.nested(() => this.comprehension(true)) + this.sign(']');
    const named = this.tokens[this.at + 1]?.kind === 'name' && this.isSign('=', 2);
    if (this.startsPath(this.at + (named ? 3 : 1))) {
      const found = this.attempt(() => this.sign('[') + this.nested(() => this.comprehension(false)) + this.sign(']'));
      if (found !== null) return found;
    }
    return this.sign('[') + this.list(']', () => this.expression());
  }

  /** `x IN list WHERE … | …`, or `(a)-[]->(b) WHERE … | …`. */
  private comprehension(overList: boolean): string {
    let text = overList || this.token.kind === 'name' ? this.name() + this.take() : '';
    text += overList ? this.expression() : this.path(false);
    if (!overList && !this.isSign('|') && !this.isWord('WHERE')) throw this.unexpected();
    return this.inLoop(() => {
      if (this.isWord('WHERE')) text += this.take() + this.untilBar();
      return this.isSign('|') ? text + this.take() + this.expression() : text;
    });
  }

  private untilBar(): string {
    this.barEnds = true;
    const text = this.expression();
    this.barEnds = false;
    return text;
  }

  private mapLiteral(place: 'map' | 'pattern' | 'open pattern'): string {
    const text = this.sign('{');
    return (
      text +
      this.list('}', () => {
        if (place !== 'map') this.checkProperty();
        const { value } = this.token;
        const isWords = value === textOfVersion || wordsOfSpan.includes(value);
        if (this.protect && place === 'pattern' && isWords) {
          throw this.guarded(`"${value}" in braces is refused here: write it after WHERE, or give the node its label.`);
        }
        return this.name() + this.sign(':') + this.expression();
      })
    );
  }

  private mapProjection(): string {
    const { token } = this;
    if (!token.quoted && neverOperands.has(token.value.toUpperCase())) throw this.unexpected();
    const subject = token.text;
    return (
      this.take() +
      this.sign('{') +
      this.list('}', () => {
        if (this.isSign('.')) {
          const dot = this.take();
          if (this.isSign('*')) {
            if (this.protect) throw this.guarded('.* is refused: name the properties, as in {.id, .text}.');
            return dot + this.take();
          }
          this.checkProperty();
          const { value } = this.token;
          const written = this.name();
          const plain = dot + written;
          const shown = this.access(subject, `.${written.trim()}`, value, true);
          return shown === `${subject}.${written.trim()}` ? plain : `${written}: ${shown}`;
        }
        const name = this.name();
        return this.isSign(':') ? name + this.take() + this.expression() : name;
      })
    );
  }

  private caseExpression(): string {
    return this.nested(() => {
      let text = this.take();
      if (!this.isWord('WHEN')) text += this.expression();
      while (this.isWord('WHEN')) {
        text += this.take() + this.expression();
        while (this.isSign(',')) text += this.take() + this.expression();
        text += this.word('THEN') + this.expression();
      }
      if (this.isWord('ELSE')) text += this.take() + this.expression();
      return text + this.word('END');
    });
  }

  private subquery(): string {
    const text = this.take() + this.sign('{');
    return (
      text +
      this.nested(() => {
        const isQuery = this.token.kind === 'name' && !this.isSign('=', 1);
        if (isQuery) return this.queryOfSubquery();
        const pattern = this.patterns();
        return this.isWord('WHERE') ? pattern + this.take() + this.expression() : pattern;
      }) +
      this.sign('}')
    );
  }

  /** May end without RETURN, which `query` does not allow. */
  private queryOfSubquery(): string {
    let text = '';
    for (;;) {
      this.step();
      const clause = this.clause();
      if (clause !== null) text += clause;
      else if (this.isWord('RETURN')) text += this.take() + this.projection(false);
      else if (this.isWord('UNION')) {
        text += this.take();
        if (this.isWord('ALL') || this.isWord('DISTINCT')) text += this.take();
      } else if (this.isSign('}')) return text;
      else throw this.unknownClause();
    }
  }

  /** How many tokens the name of a function has here; 0 where there is none. */
  private functionLength(): number {
    let length = 1;
    while (this.isSignAt('.', this.at + length) && this.tokens[this.at + length + 1]?.kind === 'name') length += 2;
    return this.isSignAt('(', this.at + length) ? length : 0;
  }

  private functionCall(): string {
    const length = this.functionLength();
    const start = this.token;
    const name = this.tokens
      .slice(this.at, this.at + length)
      .map(({ value }) => value)
      .join('')
      .toLowerCase();
    if (length === 1 && (name === 'shortestpath' || name === 'allshortestpaths')) return this.shortest();
    if ((name === 'properties' || name === 'keys') && this.protect) {
      throw this.guarded(`${name}() is refused: it would show all properties. Name those that you want.`, start);
    }
    if (!openFunctions.has(name) && !['properties', 'keys'].includes(name)) {
      throw this.refuse(`The function ${name}() is not one of those allowed (docs/cypher.md).`, start);
    }
    let text = '';
    for (let i = 0; i < length; i++) text += this.take();
    if (['all', 'any', 'none', 'single'].includes(name)) return text + this.quantified();
    if (name === 'reduce') return text + this.reduction();
    text += this.sign('(');
    if (this.isSign('*')) return text + this.take() + this.sign(')');
    if (this.isWord('DISTINCT') || (this.isWord('ALL') && !this.isSign('(', 1))) text += this.take();
    if (name === 'range') return text + this.boundedRange(start);
    return text + this.list(')', () => this.expression());
  }

  private quantified(): string {
    return (
      this.sign('(') +
      this.nested(() => {
        const text = this.name() + this.word('IN') + this.expression();
        return this.inLoop(() => (this.isWord('WHERE') ? text + this.take() + this.expression() : text));
      }) +
      this.sign(')')
    );
  }

  /** What a step adds up may not double: forty doublings of one letter fill any memory. */
  private reduction(): string {
    return (
      this.sign('(') +
      this.nested(() => {
        const sum = this.token.value;
        let text = this.name() + this.sign('=') + this.expression() + this.sign(',');
        text += this.name() + this.word('IN') + this.expression() + this.sign('|');
        const from = this.at;
        const loops = this.loops;
        if (loops > 0) throw this.refuse('reduce() within another loop over a list is refused: UNWIND the outer list.');
        text += this.inLoop(() => this.expression());
        const until = this.at;
        const uses: number[] = [];
        for (let i = from; i < until; i++) {
          const token = this.tokens[i] as Token;
          if (token.kind === 'name' && token.value === sum) uses.push(i);
          if (this.isWordAt('REDUCE', i)) throw this.refuse('reduce() within reduce() is refused.', token);
        }
        const inList = (use: number) =>
          [...this.closing].some(([open, close]) => {
            return open >= from && open < use && use < close && !this.isSignAt('(', open);
          });
        if (uses.length > 1 || uses.some(inList)) {
          throw this.refuse(
            'A reduce() that uses its sum twice in a step, or in a list, is refused: it could grow without end.',
            this.tokens[uses.at(-1) as number],
          );
        }
        return text;
      }) +
      this.sign(')')
    );
  }

  /** A list in an expression is in memory as a whole, which the database does not count. */
  private boundedRange(start: Token): string {
    const most = longestRange[this.loops];
    if (most === undefined) throw this.refuse('range() within three loops over lists is refused.', start);
    const bounds: string[] = [];
    this.list(')', () => {
      bounds.push(this.expression());
      return '';
    });
    const [from, to, step] = bounds;
    // Each level would stand there three times.
    if (bounds.some((one) => /\brange\s*\(/i.test(one))) throw this.refuse('range() within range() is refused.', start);
    if (from === undefined || to === undefined || bounds.length > 3)
      throw this.refuse('range() takes two or three numbers.', start);
    const isShort = /^\s*-?\d{1,9}$/.test(from) && /^\s*-?\d{1,9}$/.test(to);
    if (isShort) {
      if (Math.abs(Number(to) - Number(from)) <= most) return `${bounds.join(',')})`;
      throw new CypherRefusal(
        'limits',
        `A range() within an expression has ${most} items at most here; after UNWIND it may be of any length.`,
        placeAt(this.statement, start.at),
      );
    }
    // No item too many, and an error that tells: Cypher has no other way to raise one.
    const end = `CASE WHEN abs((${to}) - (${from})) > ${most} THEN toInteger(${to}) / ((${from}) - (${from})) ELSE ${to} END`;
    return `${[from, end, ...(step === undefined ? [] : [step])].join(',')})`;
  }

  private inLoop<T>(read: () => T): T {
    this.loops++;
    if (this.loops > 3) throw this.refuse('Loops over lists are nested three deep at most.');
    const result = read();
    this.loops--;
    return result;
  }

  // --- Tokens ---

  /** Up to the closing sign, and that sign. */
  private list(close: string, one: () => string): string {
    return this.nested(() => {
      let text = '';
      if (!this.isSign(close)) {
        text += one();
        while (this.isSign(',')) text += this.take() + one();
      }
      return text + this.sign(close);
    });
  }

  private nested<T>(read: () => T): T {
    const { barEnds } = this;
    this.barEnds = false;
    this.depth++;
    if (this.depth > deepest) throw this.refuse('This is nested too deep.');
    const result = read();
    this.depth--;
    this.barEnds = barEnds;
    return result;
  }

  /** Null where it does not fit, with everything as before; what is protected is refused all the same. */
  private attempt<T>(read: () => T | null): T | null {
    const { at, depth, barEnds, loops } = this;
    const indexes = this.indexParameters.length;
    const back = () => {
      Object.assign(this, { at, depth, barEnds, loops });
      this.indexParameters.length = indexes;
      return null;
    };
    try {
      return read() ?? back();
    } catch (error) {
      if (!(error instanceof CypherRefusal) || error.layer !== 'text') throw error;
      return back();
    }
  }

  private get token(): Token {
    return this.tokens[this.at] as Token;
  }
  private take(): string {
    const { token } = this;
    if (token.kind === 'end') throw this.unexpected();
    this.at++;
    return token.before + token.text;
  }
  private name(): string {
    if (this.token.kind !== 'name') throw this.unexpected();
    return this.take();
  }
  private sign(sign: string): string {
    if (!this.isSign(sign)) throw this.unexpected(`"${sign}"`);
    return this.take();
  }
  private word(word: string): string {
    if (!this.isWord(word)) throw this.unexpected(word);
    return this.take();
  }
  private isSign(sign: string, ahead = 0): boolean {
    return this.isSignAt(sign, this.at + ahead);
  }
  private isSignAt(sign: string, at: number): boolean {
    return isSign(this.tokens[at], sign);
  }
  private isWord(word: string): boolean {
    return this.isWordAt(word, this.at);
  }
  private isWordAt(word: string, at: number): boolean {
    return wordOf(this.tokens[at]) === word;
  }
  private afterBracket(at: number): number {
    return (this.closing.get(at) ?? this.tokens.length) + 1;
  }
  private endOfLast(): number {
    const last = this.tokens[this.at - 1] as Token;
    return last.at + last.text.length;
  }
  private step(): void {
    if (++this.steps > mostSteps) throw this.refuse('This statement is too intricate.');
  }

  private matchBrackets(): void {
    const open: number[] = [];
    const partner: Record<string, string> = { ')': '(', ']': '[', '}': '{' };
    this.tokens.forEach((token, i) => {
      if (token.kind !== 'sign') return;
      if ('([{'.includes(token.text)) open.push(i);
      const opening = partner[token.text];
      if (!opening) return;
      const from = open.pop();
      if (from === undefined || this.tokens[from]?.text !== opening) {
        throw this.refuse(`This "${token.text}" closes nothing.`, token);
      }
      this.closing.set(from, i);
    });
    const left = open.pop();
    if (left !== undefined) throw this.refuse(`This "${this.tokens[left]?.text}" is never closed.`, this.tokens[left]);
  }

  private refuse(message: string, token = this.token, layer: Layer = 'text'): CypherRefusal {
    return new CypherRefusal(layer, message, placeAt(this.statement, token.at));
  }
  private guarded(message: string, token = this.token): CypherRefusal {
    return new CypherRefusal('protected', message, placeAt(this.statement, token.at), 'FORBIDDEN');
  }
  private unexpected(instead?: string): CypherRefusal {
    const { token } = this;
    const what = token.kind === 'end' ? 'The statement ends too early' : `"${token.text}" is not understood here`;
    return this.refuse(instead ? `${what}: ${instead} is expected.` : `${what}.`);
  }

  private refuseUnknownStart(): void {
    const word = this.token.quoted ? '' : this.token.value.toUpperCase();
    if (word === '') throw this.refuse('There is no statement.');
    if (word === 'EXPLAIN' || word === 'PROFILE')
      throw this.forbidden(`${word} is refused: send the statement itself.`);
    if (word === 'CYPHER') throw this.forbidden('CYPHER and its options are refused: send the statement itself.');
  }

  private unknownClause(): CypherRefusal {
    const word = this.token.quoted ? '' : this.token.value.toUpperCase();
    if (writes.includes(word)) return this.forbidden(`${word} writes; statements here may only read.`);
    if (admin.includes(word)) return this.forbidden(`${word} is a command of the database's owner.`);
    if (word === 'USE') return this.forbidden('USE is refused: there is one database here.');
    if (word === 'LOAD') return this.forbidden('LOAD CSV is refused: nothing is read from files or from the network.');
    return this.token.kind === 'end'
      ? this.refuse('The statement ends too early: RETURN is missing.')
      : this.unexpected();
  }

  private forbidden(message: string): CypherRefusal {
    return new CypherRefusal('text', message, placeAt(this.statement, this.token.at), 'FORBIDDEN');
  }
}

const selectors = ['ANY', 'ALL', 'SHORTEST', 'PATH', 'PATHS', 'GROUP', 'GROUPS'];

/** When `one`, a node or a map, shows this of its properties. */
function shownWhere(one: string, name: string): string {
  return name === textOfVersion
    ? `${one}.contentSha256 IS NULL OR (${one}.textAccess = 'PUBLIC' AND ${one}.recordedTo IS NULL)`
    : `EXISTS { (${one})-[:IN_VERSION]->(:DocumentVersion {textAccess: 'PUBLIC'}) }`;
}
