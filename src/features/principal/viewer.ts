import { SaysoError } from '../../errors';

export const roles = ['READER', 'CONTRIBUTOR', 'REVIEWER', 'ADMIN'] as const;
/** What somebody may do; each role may do what those before it may. */
export type Role = (typeof roles)[number];

/** Who asks. */
export interface Viewer {
  /** prn_… */
  id: string;
  name: string;
  roles: Role[];
}

/** Whether the viewer has the role, or one above it. Nobody in particular has none. */
export function may(viewer: Viewer | null, role: Role): boolean {
  return viewer?.roles.some((one) => roles.indexOf(one) >= roles.indexOf(role)) ?? false;
}

/** The viewer, if it may. @throws SaysoError UNAUTHENTICATED for nobody, FORBIDDEN for somebody without the role. */
export function need(viewer: Viewer | null, role: Role): Viewer {
  if (!viewer)
    throw new SaysoError('UNAUTHENTICATED', `This needs a key of a ${role}: send it as "Authorization: Bearer …".`);
  if (!may(viewer, role))
    throw new SaysoError('FORBIDDEN', `This needs the role ${role}; "${viewer.name}" has ${viewer.roles.join(', ')}.`);
  return viewer;
}

/** Whether a text with this access is for the viewer: everybody's, or whoever's has a key. */
export function maySee(textAccess: 'PUBLIC' | 'MEMBERS' | null, viewer: Viewer | null): boolean {
  return textAccess === 'PUBLIC' || may(viewer, 'READER');
}
