/** How to reach a Neo4j and sign in: Sayso's own, or one that somebody else runs. */
export interface Neo4jAccess {
  uri: string;
  user: string;
  password: string;
  database: string;
}
