import type { WholeClaim } from '../features/claim/whole-claim';
import { card, pictureOf, type Picture } from './claim-picture';
import { dotOf, layoutOf, type Layout } from './picture-dot';
import type { Drawer } from './picture-drawer';
import { cardOf, svgOf } from './picture-svg';

interface Shown {
  claim: WholeClaim;
  asOf: Date | null;
}

/** The picture of a claim's chains and contradictions, as SVG. */
export async function claimSvg(shown: Shown, drawer: Drawer): Promise<string> {
  const picture = pictureOf(shown);
  return svgOf(picture, await laidOut(picture, drawer));
}

/** The same on a card of 1200 by 630, as PNG. */
export async function claimPng(shown: Shown, drawer: Drawer): Promise<Uint8Array> {
  const picture = pictureOf(shown, card);
  return drawer.png(cardOf(picture, await laidOut(picture, drawer)));
}

async function laidOut(picture: Picture, drawer: Drawer): Promise<Layout> {
  return layoutOf(picture, await drawer.layout(dotOf(picture)));
}
