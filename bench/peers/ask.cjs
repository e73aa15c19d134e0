const { operations } = require('./operations.cjs');

/**
 * @typedef {{ name: string, claim: (id: string) => Promise<any>, page: () => Promise<any> }} Asked what both give is the
 *   answer's `data`
 */

/**
 * A GraphQL server as one that can be asked the two operations.
 * @param {keyof typeof operations} name
 * @param {string} url
 * @returns {Asked}
 */
exports.askGraphql = (name, url) => {
  const ask = async (query, variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return dataOf(name, response);
  };
  return {
    name,
    claim: (id) => ask(operations[name].claim, { claim: id }),
    page: () => ask(operations[name].page, {}),
  };
};

/**
 * The floor and PostgreSQL behind their bare servers.
 * @param {string} name
 * @param {string} url
 * @returns {Asked}
 */
exports.askBare = (name, url) => {
  const ask = async (path) => dataOf(name, await fetch(url + path));
  return { name, claim: (id) => ask(`/claim?id=${encodeURIComponent(id)}`), page: () => ask('/page') };
};

async function dataOf(name, response) {
  const text = await response.text();
  if (!response.ok) throw new Error(`${name} answered ${response.status}: ${text.slice(0, 300)}`);
  const { data, errors } = JSON.parse(text);
  if (errors) throw new Error(`${name}: ${errors[0].message}`);
  return data;
}
