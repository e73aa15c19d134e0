import { escapeHtml, html, trustedHtml } from '../../../src/web/html';

describe('html', () => {
  it('escapes what could end an element or an attribute', () => {
    expect(escapeHtml(`<a href="x" title='y'>&</a>`)).toBe(
      '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;&lt;/a&gt;',
    );
  });

  it('escapes a slot and keeps markup of its own making', () => {
    expect(html`<p title="${'"'}">${html`<b>${'<i>'}</b>`}</p>`.text).toBe('<p title="&quot;"><b>&lt;i&gt;</b></p>');
  });

  it('joins lists and leaves out null, undefined and false, but not 0 or an empty text', () => {
    expect(html`${['<', html`<br />`, null, [undefined, false]]}|${0}|${''}`.text).toBe('&lt;<br />|0|');
  });

  it('does not escape twice, nor take a look-alike object for markup', () => {
    expect(html`${html`${'&'}`}`.text).toBe('&amp;');
    expect(html`${trustedHtml('<hr />')}`.text).toBe('<hr />');
    expect(html`${{ text: '<script>' }}`.text).not.toContain('<script>');
  });
});
