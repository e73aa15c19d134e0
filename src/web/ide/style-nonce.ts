// The editor writes its own <style> elements and knows no nonce. The page's policy lets none in without one, so each
// gets it at birth. Imported first: the editor makes elements while its modules load.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
const createElement = document.createElement.bind(document);

document.createElement = (name: string, options?: ElementCreationOptions): HTMLElement => {
  const element = createElement(name, options);
  if (element instanceof HTMLStyleElement) element.nonce = nonce;
  return element;
};

export {};
