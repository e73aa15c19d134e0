import './style.css';
import { claimView } from './chain';
import { element } from './dom';
import { provenance } from './operations';
import { saysoAt } from './sayso';

const parameters = new URLSearchParams(location.search);
const server = parameters.get('server') ?? 'http://localhost:4000';
const id = parameters.get('claim') ?? 'clm_01a20dd7-8507-7953-ab78-6c292f50661a';

async function show(): Promise<void> {
  const main = document.querySelector('main');
  if (!main) throw new Error('index.html has no <main>.');
  try {
    const { claim } = await saysoAt(server)(provenance, { claim: id });
    main.replaceChildren(claim ? claimView(claim) : element('p', {}, [`There is no claim ${id}.`]));
  } catch (error) {
    main.replaceChildren(element('p', { role: 'alert' }, [(error as Error).message]));
  }
}

void show();
