'use strict';
// Tells the page around an embed how high it is, whenever that changes and when it is asked. Needs no storage and no
// cookie, and tells nothing that the page does not know: so it may be told to whatever page is around it.
(() => {
  const { claim } = document.documentElement.dataset;
  const tell = () => {
    const height = Math.ceil(document.body.getBoundingClientRect().height);
    parent.postMessage({ type: 'sayso:height', claim, height }, '*');
  };
  new ResizeObserver(tell).observe(document.body);
  // A frame that is not in sight is not observed.
  tell();
  addEventListener('load', tell);
  addEventListener('toggle', tell, true);
  addEventListener('message', ({ data }) => {
    if (data?.type === 'sayso:measure') tell();
  });
})();
