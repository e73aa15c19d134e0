// Loaded by the page of a claim. All that it does at first is to offer a button.
for (const figure of document.querySelectorAll<HTMLElement>('figure.picture[data-claim]')) offer(figure);

function offer(figure: HTMLElement): void {
  const { claim = '', asOf } = figure.dataset;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'explore';
  button.textContent = 'Explore';
  const note = document.createElement('span');
  note.className = 'soft';
  note.textContent = ' A graph that grows by a press: who else says what, and what else they say.';
  const line = document.createElement('figcaption');
  line.append(button, note);
  figure.append(line);
  button.addEventListener('click', () => {
    button.disabled = true;
    import('./explorer')
      .then(({ explore }) => explore(figure, { claim, asOf: asOf ?? null }))
      .then(() => line.remove())
      .catch(() => {
        button.disabled = false;
        note.textContent = ' The graph could not be loaded. Press again to try once more.';
      });
  });
}
