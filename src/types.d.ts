declare module 'stemmer' {
  function stemmer(word: string): string;
  export = stemmer;
}
